use super::super::{Align, Computed, Extent, Image, Overflow, Rgba};
use super::Known;
use crate::page::{Page, ParseOptions};

fn page(html: &str) -> Page {
    Page::from_html(html, &ParseOptions::new()).expect("a small page")
}

fn of(html: &str) -> Computed {
    let page = page(html);
    *page.computed(page.by_id("x").expect("the element under test"))
}

/// The looks of `<p id=x>` in a `div` with these declarations.
fn styled(css: &str) -> Computed {
    of(&format!(
        "<!doctype html><div style='font-size: 20px; color: navy'><p id=x style='{css}'>a</div>"
    ))
}

fn color(value: &str) -> Option<Rgba> {
    styled(&format!("background-color: {value}")).background_color().value()
}

#[test]
fn colours_of_every_kind() {
    let is = |value: &str, [red, green, blue, alpha]: [u8; 4]| {
        assert_eq!(color(value), Some(Rgba { red, green, blue, alpha }), "{value}");
    };
    is("RebeccaPurple", [102, 51, 153, 255]);
    is("#f80", [255, 136, 0, 255]);
    is("#ff880080", [255, 136, 0, 128]);
    is("rgb(1, 2, 3)", [1, 2, 3, 255]);
    is("rgb(100% 0% 0% / 50%)", [255, 0, 0, 128]);
    is("rgba(0, 0, 0, .25)", [0, 0, 0, 64]);
    is("hsl(120 100% 25%)", [0, 128, 0, 255]);
    is("hsla(-240, 100%, 25%, 1)", [0, 128, 0, 255]);
    is("hwb(0 20% 20%)", [204, 51, 51, 255]);
    is("lab(46.2775% -47.5621 48.5837)", [0, 128, 0, 255]);
    is("lch(46.2775% 67.9842 134.3912)", [0, 128, 0, 255]);
    is("oklab(51.975% -0.1403 0.10768)", [0, 128, 0, 255]);
    is("oklch(51.975% 0.17686 142.495)", [0, 128, 0, 255]);
    is("color(srgb 1 0.5 0)", [255, 128, 0, 255]);
    is("color(srgb-linear 1 0 0)", [255, 0, 0, 255]);
    is("currentcolor", [0, 0, 128, 255]);
    is("transparent", [0, 0, 0, 0]);
    is("CanvasText", [0, 0, 0, 255]);
    is("light-dark(white, black)", [255, 255, 255, 255]);
    is("color-mix(in srgb, red, blue)", [128, 0, 128, 255]);
    is("color-mix(in srgb, 25% red, blue)", [64, 0, 191, 255]);
    is("color-mix(in srgb, red 20%, blue 20%)", [128, 0, 128, 102]);
    assert_eq!(color("color-mix(in oklch, red, blue)"), None);
    assert_eq!(color("color-mix(in srgb, red, Highlight)"), None);
    assert_eq!(color("rgb(from red r g b)"), None);
    assert_eq!(color("Highlight"), None);
    is("no-such-colour", [0, 0, 0, 0]);
    is("12px", [0, 0, 0, 0]);
}

#[test]
fn contrast_is_wcag_s() {
    let close = |a: f64, b: f64| assert!((a - b).abs() < 0.005, "{a} {b}");
    close(Rgba::BLACK.contrast(Rgba::WHITE), 21.0);
    close(Rgba::opaque(119, 119, 119).contrast(Rgba::WHITE), 4.478);
    let half = Rgba { alpha: 128, ..Rgba::BLACK };
    assert_eq!(half.over(Rgba::WHITE), Rgba::opaque(127, 127, 127));
    assert_eq!(Rgba::BLACK.faded(0.5), half);
}

#[test]
fn old_attributes_have_colours_and_sizes() {
    let cell = |attributes: &str| {
        let looks = of(&format!("<table><tr><td id=x {attributes}>a</table>"));
        looks.background_color()
    };
    assert_eq!(cell("bgcolor=red"), Known::Declared(Rgba::opaque(255, 0, 0)));
    assert_eq!(cell("bgcolor=336699").value(), Some(Rgba::opaque(0x33, 0x66, 0x99)));
    assert_eq!(cell("bgcolor='#abc'").value(), Some(Rgba::opaque(0xaa, 0xbb, 0xcc)));
    assert_eq!(cell("bgcolor=chucknorris").value(), Some(Rgba::opaque(0xc0, 0, 0)));
    assert_eq!(cell("bgcolor=''"), Known::Initial(Rgba::TRANSPARENT));
    assert_eq!(cell("bgcolor=red style='background: none'").value(), Some(Rgba::TRANSPARENT));
    let font = of("<body text=navy><p><font size=+2 color=green id=x>a</font>");
    assert_eq!(font.font_size().value(), Some(24.0));
    assert_eq!(font.color().value(), Some(Rgba::opaque(0, 128, 0)));
    assert_eq!(of("<body text=navy><p id=x>a").color().value(), Some(Rgba::opaque(0, 0, 128)));
    assert_eq!(
        of("<body link=lime><a href=/ id=x>a").color().value(),
        Some(Rgba::opaque(0, 255, 0))
    );
    assert_eq!(of("<p id=x align=justify>a").text_align(), Known::Declared(Align::Justify));
}

#[test]
fn sizes_are_pixels() {
    let size = |css: &str| styled(css).font_size().value();
    assert_eq!(size(""), Some(20.0));
    assert_eq!(size("font-size: 1.5em"), Some(30.0));
    assert_eq!(size("font-size: 150%"), Some(30.0));
    assert_eq!(size("font-size: 2rem"), Some(32.0));
    assert_eq!(size("font-size: 12pt"), Some(16.0));
    assert_eq!(size("font-size: small"), Some(13.0));
    assert_eq!(size("font-size: larger"), Some(24.0));
    assert_eq!(size("font-size: calc(1em + 2 * (3px - 1px))"), Some(24.0));
    assert_eq!(size("font-size: clamp(1rem, 5vw, 3rem)"), Some(48.0));
    assert_eq!(size("font-size: min(10px, 1em)"), Some(10.0));
    assert_eq!(size("font-size: 12"), Some(20.0));
    assert_eq!(size("font-size: round(up, 1px, 2px)"), None);
    assert_eq!(size("font: italic bold 10px/2 serif"), Some(10.0));
    assert_eq!(size("font: caption"), None);
    assert_eq!(size("font-size: inherit; font-size: unset"), Some(20.0));
    assert_eq!(size("font-size: 9px; font-size: initial"), Some(16.0));
    let x = styled("font: italic bold 10px/2 serif");
    assert_eq!(x.font_weight().value(), Some(700.0));
    assert_eq!(x.line_height(), Known::Declared(Extent::Number(2.0)));
    assert_eq!(of("<h1 id=x>a").font_size(), Known::Initial(32.0));
    assert_eq!(of("<b><b id=x style='font-weight: bolder'>a").font_weight().value(), Some(900.0));
    assert_eq!(
        of("<style>html { font-size: 62.5% }</style><p id=x style='font-size: 1.4rem'>a")
            .font_size()
            .value(),
        Some(14.0)
    );
}

#[test]
fn spacing_depends_on_the_font() {
    let x = styled("letter-spacing: .12em; word-spacing: 10%; line-height: 150%; text-indent: 1em");
    assert!(x.letter_spacing().is(|spacing| (spacing - 2.4).abs() < 0.001));
    assert!(x.word_spacing().is(|spacing| (spacing - 2.0).abs() < 0.001));
    assert_eq!(x.line_height(), Known::Declared(Extent::Px(30.0)));
    assert_eq!(styled("line-height: normal").line_height(), Known::Declared(Extent::Auto));
    assert_eq!(styled("").letter_spacing(), Known::Initial(0.0));
}

#[test]
fn boxes_and_backgrounds() {
    let x = styled("background: url(a.png) no-repeat 0 0 / cover, #fff; overflow: hidden auto");
    assert_eq!(x.background_image().value(), Some(Image::Other));
    assert_eq!(x.background_color().value(), Some(Rgba::WHITE));
    assert_eq!(x.overflow().0.value(), Some(Overflow::Hidden));
    assert_eq!(x.overflow().1.value(), Some(Overflow::Scroll));
    let other = |css| styled(css).background_image().is(|image| image == Image::Other);
    assert!(other("background: no-such-thing(1)"));
    assert!(other("background-image: linear-gradient(red, blue), url(a.png)"));
    assert!(other("background: linear-gradient(red, blue) no-repeat, linear-gradient(red, blue)"));
    assert!(other("background-image: linear-gradient(in oklch, red, blue)"));
    assert!(other("background-image: linear-gradient(red, lime, blue, black)"));
    let plain = styled("background: red");
    assert_eq!(plain.background_image(), Known::Declared(Image::None));
    let x = styled("width: 10px; height: 50%; max-width: none; max-height: calc(1px + 1%)");
    assert_eq!(x.width().value(), Some(Extent::Px(10.0)));
    assert_eq!(x.height().value(), Some(Extent::Percent(50.0)));
    assert_eq!(x.max_width().value(), Some(Extent::Auto));
    assert_eq!(x.max_height().value(), Some(Extent::Auto));
    assert_eq!(styled("opacity: 50%").opacity().value(), Some(0.5));
    assert!(styled("filter: grayscale(1)").effect().is(|effect| effect));
    assert_eq!(styled("-webkit-text-fill-color: red").color(), Known::Unknown);
}

#[test]
fn the_cascade_is_that_of_all_styles() {
    let x = of("<style>:root { --c: lime } p { color: red !important } #x { color: blue; \
                background-color: var(--c) }</style><p id=x style='color: green'>a");
    assert_eq!(x.color(), Known::Declared(Rgba::opaque(255, 0, 0)));
    assert_eq!(x.background_color().value(), Some(Rgba::opaque(0, 255, 0)));
    let x = of(
        "<style>p { color: red } p { color: var(--none) }</style><div style='color: navy'><p id=x>a",
    );
    assert_eq!(x.color().value(), Some(Rgba::opaque(0, 0, 128)));
    let x = of("<style>* { all: unset } a { all: revert }</style><a href=/ id=x>a");
    assert_eq!(x.color(), Known::Initial(Rgba::opaque(0, 0, 238)));
}

#[test]
fn turned_elements_and_turned_screens() {
    let turn = |css: &str| styled(css).rotation().value().map(f32::round);
    assert_eq!(turn(""), Some(0.0));
    assert_eq!(turn("transform: translate(1px) rotate(90deg)"), Some(90.0));
    assert_eq!(turn("transform: rotateZ(.25turn); rotate: 90deg"), Some(180.0));
    assert_eq!(turn("transform: matrix(0, -1, 1, 0, 0, 0)"), Some(-90.0));
    assert_eq!(turn("transform: rotate3d(0, 0, 1, 100grad)"), Some(90.0));
    assert_eq!(turn("transform: rotate(calc(1deg * 90))"), None);
    let html = "<style>@media (orientation: portrait) { html { transform: rotate(-90deg) } }</style>\
                <html id=x><p>a";
    let page = page(html);
    let x = page.by_id("x").unwrap();
    assert_eq!(page.computed(x).rotation().value(), Some(0.0));
    assert_eq!(page.computed_turned(x).rotation().value(), Some(-90.0));
}

#[test]
fn text_that_is_there_for_those_who_hear() {
    let unseen = |css: &str| {
        let page = page(&format!("<div style='{css}'><p id=x>a</div>"));
        page.unseen(page.by_id("x").unwrap())
    };
    for css in [
        "position: absolute; left: -9999px",
        "position: absolute; clip: rect(0 0 0 0)",
        "position: absolute; clip: rect(1px, 1px, 1px, 1px)",
        "clip-path: inset(50%)",
        "width: 1px; overflow: hidden",
        "text-indent: -999em",
        "opacity: 0",
        "font-size: 0",
    ] {
        assert!(unseen(css), "{css}");
    }
    for css in ["", "left: -9999px", "width: 1px", "clip: rect(0 0 0 0)", "opacity: .1"] {
        assert!(!unseen(css), "{css}");
    }
}

#[test]
fn styles_that_are_not_all_read_are_not_complete() {
    assert!(page("<p>a").is_styled_completely());
    assert!(!page("<link rel=stylesheet href=a.css><p>a").is_styled_completely());
}

#[test]
fn gradients_have_their_colours_and_those_between() {
    for css in [
        "background: no-repeat linear-gradient(90deg, red, red 3em, blue 3em, blue 6em) 50% 0",
        "background-image: linear-gradient(to right, red 10%, blue)",
        "background-image: radial-gradient(circle at 50% 50%, red, blue calc(100% - 1em)) !important",
    ] {
        let image = styled(css).background_image().value();
        let Some(Image::Gradient(stops)) = image else { panic!("{css}: {image:?}") };
        let samples = stops.samples();
        assert_eq!(samples[..2], [Rgba::opaque(255, 0, 0), Rgba::opaque(0, 0, 255)], "{css}");
        assert!(samples.contains(&Rgba::opaque(128, 0, 128)), "{css}: {samples:?}");
    }
}

#[test]
fn lines_along_the_text() {
    let lined = |css: &str| {
        let html = format!("<!doctype html><p><a id=x href=a style='{css}'>a</a>");
        of(&html).lined().value()
    };
    for (css, drawn) in [
        ("", true),
        ("text-decoration: none", false),
        ("text-decoration: none; border-bottom: 1px solid", true),
        ("text-decoration: none; border: 0", false),
        ("text-decoration: none; border-style: solid", true),
        ("text-decoration-line: underline", true),
        ("text-decoration: none; border-bottom: 1px dotted; border-width: 0 1px", false),
    ] {
        assert_eq!(lined(css), Some(drawn), "{css}");
    }
}

#[test]
fn backgrounds_with_variables() {
    let looks = styled("--paper: #fed; background: var(--paper)");
    assert_eq!(looks.background_color().value(), Some(Rgba::opaque(255, 238, 221)));
    assert_eq!(looks.background_image().value(), Some(Image::None));
    let looks = styled("background: var(--nothing)");
    assert_eq!(looks.background_color().value(), Some(Rgba::TRANSPARENT));
    let looks = styled("--to: blue; background: linear-gradient(red, var(--to))");
    assert!(matches!(looks.background_image().value(), Some(Image::Gradient(_))));
}

#[test]
fn placeholders_have_looks_of_their_own() {
    let looks = |css: &str| {
        let page = page(&format!("<!doctype html><style>{css}</style><input id=x placeholder=a>"));
        *page.placeholder(page.by_id("x").expect("the field"))
    };
    let own = looks("input { color: navy; font-size: 30px }");
    assert_eq!((own.color().value(), own.font_size().value()), (None, Some(30.0)));
    for css in ["::placeholder { color: red }", "input::-webkit-input-placeholder { color: red }"] {
        assert_eq!(looks(css).color().value(), Some(Rgba::opaque(255, 0, 0)), "{css}");
    }
    assert_eq!(looks("::placeholder { opacity: .5 }").opacity().value(), Some(0.5));
}

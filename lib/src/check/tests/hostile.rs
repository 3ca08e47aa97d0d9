//! Pages made to be slow. What the rules ask of a page grows with its width; its depth is limited.

use super::linked;
use crate::check::{Check, Level};
use crate::dom::work;
use crate::{Page, ParseOptions};

/// What repeats in a page: what stands before, the parts that are repeated one after the other, each
/// with what follows it. A `#` is the number of the part.
type Kind = (&'static str, &'static [(&'static str, &'static str)]);

const WIDE: &[Kind] = &[
    ("<table>", &[("<tr><td><p><b>Short line</b></p><p>More words follow.</p>", "</table>")]),
    ("<table><tr><td>", &[("<p><b>Short</b></p><p>More words follow.</p>", "</table>")]),
    ("<table>", &[("<tr><th>Row #<td>y", "</table>")]),
    ("<table>", &[("<tr><th>Row #<tr><td>y", "</table>")]),
    ("<table>", &[("<tr><th scope=rowgroup>Row #<td>y<th>z", "</table>")]),
    ("<table><tr>", &[("<th>Column #", "<tr><td>x</table>")]),
    ("<table><tr>", &[("<td id=d# headers=d1 scope=x>x", "</table>")]),
    ("<table><tr><td>", &[("<table><tr><td>x<td>y<tr><td>a<td>b</table>", "</table>")]),
    ("<div role=grid>", &[("<div role=row><div role=columnheader>x</div></div>", "</div>")]),
    ("<div role=list>", &[("<div role=listitem aria-owns=o#></div><b id=o#></b>", "</div>")]),
    ("", &[("<!-- textify-ignore image-alt-present -- x -->\n", "<p>x")]),
    ("", &[("<!-- textify-ignore page-title-unique-in-site -- x -->", "<p>x")]),
    ("", &[("<!-- textify-ignore page-title-unique-in-site -- x --><p>x</p>", "")]),
    ("", &[("<!-- textify-ignore link-name -- x -->", "<div>"), ("<img src=x>", "</div>")]),
    ("<p>", &[("<a href=https://a#.example aria-label=Same><b></b></a>", "")]),
    ("<p>", &[("<a href=p#?q=#><img alt='click here' src=x></a>", "")]),
    ("<table><tr>", &[("<td><p><a href=p#?q=#><img alt=More src=x></a>", "</table>")]),
    ("<a href=x>", &[("<img alt=x src=logo.png>", "</a>")]),
    ("<a href=x>", &[("<img alt='' src=logo.png>", "</a>")]),
    ("<button>", &[("<img alt=x src=y>", "</button>")]),
    ("<figure>", &[("<img alt=x src=y>", "</figure>")]),
    ("<figure>", &[("<img alt='' src=y>", "</figure>")]),
    ("<details>", &[("<b></b>", ""), ("<summary></summary>", "</details>")]),
    ("<form><fieldset>", &[("<input type=radio name=r title=x>", "</fieldset></form>")]),
    ("<form>", &[("<input type=radio name=r# title=x>", "</form>")]),
    ("<input id=f>", &[("<label for=f>Label #</label>", "")]),
    ("<div id=m>x</div>", &[("<input disabled aria-labelledby=m>", "")]),
    ("", &[("<canvas id=c#></canvas>", "<script>"), ("x.fillText('c#');", "</script>")]),
    ("", &[("<canvas id=c#></canvas>", ""), ("<script>x.fillText('c#')</script>", "")]),
    ("", &[("<p><a href=f#.pdf>File", "")]),
    ("<p>", &[("<a href=f#.pdf>File</a>", ""), ("<span></span>", "")]),
    ("", &[("<nav aria-label=n#><a href=x#>Help #</a></nav>", "")]),
    ("<nav>", &[("<a href=x#>Link #</a>", "</nav>")]),
    ("", &[("<h2>Same</h2>", "")]),
    ("", &[("<a href=#f# accesskey=x>Words</a>", "")]),
    ("", &[("<iframe title=x src=a# tabindex=-1 srcdoc='<a href=x>y</a>'></iframe>", "")]),
    ("", &[("<p lang=qqq id=same>Words</p>", "<input aria-labelledby=same>")]),
    ("<p>Words", &[("<br><!-- --><br>more", "")]),
    ("<p>", &[("- line<br>", "")]),
    ("<pre>", &[("a    b\n", "</pre>")]),
    ("<map name=m>", &[("<area href=x>", "</map><img usemap=#m alt=x src=y>")]),
    ("<svg role=img>", &[("<g role=img><title>x</title></g>", "</svg>")]),
    ("<video autoplay>", &[("<source src=x><a href=p#>link</a>", "</video>")]),
    ("<select>", &[("<option>Choice #", "</select>")]),
    ("<div class=heading>", &[("<div class=heading>Words #</div>", "</div>")]),
    ("<div aria-hidden=true>", &[("<a href=x tabindex=2>Words</a>", "</div>")]),
    ("", &[("<p style='color:#777;background:#888'>Words to read</p>", "")]),
    (
        "<style>b::before{content:'new words'}a:focus{outline:none}</style>",
        &[("<b>x</b><a href=x>y</a>", "")],
    ),
    ("", &[("<p>Click the button on the right to go on with it.</p>", "")]),
    ("<ul>", &[("<li><a href=x#>Link #</a>", "</ul>")]),
    ("<dl>", &[("<dt>Word<dd>more<p>wrong</p>", "</dl>")]),
    ("", &[("<font>Words</font><nav role=navigation>Words</nav>", "")]),
];

const DEEP: &[&str] = &[
    "<div onclick=x role=list>",
    "<div style='overflow:scroll;height:10px;opacity:.9'>",
    "<div style='overflow:hidden;height:10px;line-height:1 !important'>",
    "<div style='background:url(x)' title=x lang=xx-yy>",
    "<div role=gridcell aria-label=x class=heading>",
    "<ul><li>",
    "<figure>",
    "<fieldset>",
    "<table><tr><td>",
    "<!-- textify-ignore page-title-unique-in-site -- x --><div id=d>",
];

/// What the rules ask of a page, for each of its repeated parts.
fn steps(html: &str) -> usize {
    let html = format!("<!doctype html><html lang=en><title>News</title><main><h1>News</h1>{html}");
    let page = Page::from_html(&html, &ParseOptions::new().with_files(linked)).expect("a page");
    let check = Check::new().with_level(Level::AAA);
    work::during(|| {
        let checked = check.page(&page);
        check.site(&[("one.html", &checked), ("two.html", &checked)]);
    })
}

/// Where four times as much asks for far more than four times as much work.
fn grows(name: &str, page: impl Fn(usize) -> String, faults: &mut Vec<String>) {
    const PARTS: usize = 300;
    let (one, four) = (steps(&page(PARTS)), steps(&page(4 * PARTS)));
    if four > one * 9 / 2 {
        faults.push(format!("{name}: {one} steps, and {four} for four times as much"));
    }
}

#[test]
fn no_step_grows_with_the_square_of_the_width() {
    let mut faults = Vec::new();
    for (before, parts) in WIDE {
        let page = |count: usize| {
            let mut html = (*before).to_owned();
            for (part, after) in *parts {
                html.extend((0..count).map(|at| part.replace('#', &at.to_string())));
                html += after;
            }
            html
        };
        grows(&format!("{before}{parts:?}"), page, &mut faults);
    }
    for around in DEEP {
        let inner = "<b>x</b><a href=x><img alt=More src=x></a>";
        let page = |count: usize| around.repeat(150) + &inner.repeat(count);
        grows(around, page, &mut faults);
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// One long value, and much that stands in the element that has it.
#[test]
fn nothing_long_is_looked_at_again_and_again() {
    let mut faults = Vec::new();
    for (start, end) in [
        ("<a href=x aria-label=y class='", ("'>", "z<br>")),
        ("<p>", ("", "<a href=x>click here</a>")),
        ("<p>", ("", "<a href=x>More words</a><br><br>")),
    ] {
        let (close, part) = end;
        let page =
            |count: usize| format!("{start}{}{close}{}", "word ".repeat(count), part.repeat(count));
        grows(start, page, &mut faults);
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// A path that names elements by their ids and names is no longer than what it leads to.
#[test]
fn places_stay_short() {
    let long = "a".repeat(100_000);
    let page = format!("<html lang=en><div id={long}><x-{long}>{}", "<img src=x>".repeat(100));
    let page = Page::from_html(&page, &ParseOptions::new()).expect("a page");
    let checked = Check::new().page(&page);
    let longest = checked.findings().iter().map(|it| it.location().element.len()).max();
    assert!(longest.is_some_and(|longest| longest < 5_000), "{longest:?}");
}

/// Values that are compared or read piece by piece, from each of their places.
#[test]
fn long_values_are_not_read_from_each_of_their_places() {
    let (many, digits) = ("a ".repeat(200_000), "1".repeat(200_000));
    for html in [
        format!("<button aria-label='{many}'>{}b</button>", &many[..200_000]),
        format!("<meta name=viewport content='maximum-scale={digits}{}'>", "e".repeat(200_000)),
    ] {
        // With a step for each place in each place this takes hours.
        steps(&html);
    }
}

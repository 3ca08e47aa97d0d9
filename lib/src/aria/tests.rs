//! Roles, names and descriptions by the steps of their specifications.

use super::*;
use crate::page::ParseOptions;

fn page(html: &str) -> Page {
    Page::from_html(html, &ParseOptions::new()).expect("a page")
}

/// The name of the element with the id `x`.
fn name(html: &str) -> String {
    let page = page(html);
    Aria::new(&page).name(page.by_id("x").expect("an element")).text
}

fn role(html: &str) -> &'static str {
    let page = page(html);
    let node = page.by_id("x").expect("an element");
    Aria::new(&page).role(node).map_or("", |role| role.name())
}

#[test]
fn references_come_before_labels_and_labels_before_content() {
    let rest = "<p id=a>Send <b>now</b></p><p id=b hidden>to us</p>";
    assert_eq!(
        name(&format!("<button id=x aria-labelledby='b a' aria-label=L>C</button>{rest}")),
        "to us Send now"
    );
    assert_eq!(name("<button id=x aria-labelledby=gone aria-label=' L  l '>C</button>"), "L l");
    assert_eq!(name("<button id=x title=T>C <i>c</i></button>"), "C c");
    assert_eq!(name("<button id=x title=T> </button>"), "T");
    // A reference within a reference is not followed.
    assert_eq!(
        name("<a id=x href=/ aria-labelledby=y>C</a><p id=y aria-labelledby=z>Y</p><p id=z>Z"),
        "Y"
    );
}

#[test]
fn html_names_its_controls() {
    assert_eq!(name("<label for=x>Name</label> <label>of you <input id=x></label>"), "Name of you");
    assert_eq!(name("<input id=x placeholder=P title=T>"), "T");
    assert_eq!(name("<input id=x placeholder=P>"), "P");
    assert_eq!(name("<input id=x type=submit value=Send>"), "Send");
    assert_eq!(name("<input id=x type=image alt=Go src=go.png>"), "Go");
    assert_eq!(name("<fieldset id=x><legend>Sex</legend><input></fieldset>"), "Sex");
    assert_eq!(name("<table id=x><caption>Fees</caption><tr><td>1</table>"), "Fees");
    assert_eq!(name("<figure id=x><img alt=I><figcaption>Fig</figcaption></figure>"), "Fig");
    assert_eq!(name("<svg id=x role=img><title>Clock</title></svg>"), "Clock");
    assert_eq!(name("<img id=x alt='' title=T>"), "T");
}

#[test]
fn controls_within_a_name_say_their_values() {
    let flash = |control: &str| {
        name(&format!("<input type=checkbox id=x><label for=x>Flash {control} times</label>"))
    };
    assert_eq!(flash("<input value=3 aria-label=Number>"), "Flash 3 times");
    assert_eq!(flash("<select><option>2<option selected>5</select>"), "Flash 5 times");
    assert_eq!(
        flash("<span role=slider aria-valuetext=many aria-valuenow=9>x</span>"),
        "Flash many times"
    );
    assert_eq!(flash("<span role=textbox>four</span>"), "Flash four times");
}

#[test]
fn blocks_part_words_and_inlines_do_not() {
    assert_eq!(
        name("<h1 id=x>Opening<b>s</b><div>Today</div>Now<br>Then</h1>"),
        "Openings Today Now Then"
    );
    assert_eq!(
        name(
            "<style>a::before{content:'* ' / ''} a::after{content:'!'}</style><a id=x href=/>N</a>"
        ),
        "N!"
    );
}

#[test]
fn what_is_hidden_speaks_only_where_it_is_named() {
    assert_eq!(
        name("<a id=x href=/>A<span hidden>B</span><span aria-hidden=true>C</span></a>"),
        "A"
    );
    assert_eq!(
        name("<a id=x href=/ aria-labelledby=y></a><p id=y hidden>A <b hidden>B</b></p>"),
        "A B"
    );
    assert_eq!(name("<a id=x href=/ aria-labelledby=y></a><p id=y>A <b hidden>B</b></p>"), "A");
}

#[test]
fn what_is_made_visible_again_within_the_unseen_speaks() {
    assert_eq!(
        name(
            "<h2 id=x>A <b style=visibility:hidden title=T>B <i style=visibility:visible>C</i></b>"
        ),
        "A C"
    );
    assert_eq!(name("<h2 id=x>A <b aria-hidden=true>B <i aria-hidden=false>C</i></b></h2>"), "A");
}

#[test]
fn an_element_may_name_itself_among_others() {
    assert_eq!(
        name("<a id=x href=/ aria-label=Open aria-labelledby='x y'></a><p id=y>News"),
        "Open News"
    );
    assert_eq!(name("<a id=x href=/ aria-labelledby='y x'>more</a><p id=y>News"), "News more");
    // Its value is not its name.
    assert_eq!(
        name("<input id=x value=3 title=Count aria-labelledby='x y'><p id=y>of ten"),
        "Count of ten"
    );
    assert_eq!(
        name("<label for=x>Count</label><input id=x aria-labelledby='x y'><p id=y>of ten"),
        "Count of ten"
    );
}

#[test]
fn each_node_is_consulted_once() {
    // The picture has spoken for the first link.
    let html = "<h2 id=x><a href=/ aria-labelledby=i>A</a> <a href=/>B <img id=i alt=I> C</a></h2>";
    assert_eq!(name(html), "I B C");
    // References that go round come to an end.
    let html = "<h2 id=x><b id=b aria-labelledby='c x'>B</b><i id=c aria-labelledby=b>C</i></h2>";
    assert_eq!(name(html), "C");
}

#[test]
fn menus_in_labels_say_nothing_and_lists_what_is_chosen() {
    let label = |control: &str| {
        name(&format!("<input type=checkbox id=x><label for=x>Ring {control} times</label>"))
    };
    assert_eq!(label("<b role=menu><i role=menuitem>2</i></b>"), "Ring times");
    let options = "<ul role=listbox><li role=option>2<li role=option aria-selected=true>3</ul>";
    assert_eq!(
        label(&format!("<div role=combobox><div role=textbox></div>{options}</div>")),
        "Ring 3 times"
    );
    assert_eq!(
        label(&format!("<div role=combobox><div role=textbox>4</div>{options}</div>")),
        "Ring 4 times"
    );
    assert_eq!(label("<input type=date value=2026-11-25>"), "Ring 2026-11-25 times");
    assert_eq!(label("<input type=password value=secret>"), "Ring times");
    assert_eq!(label("<input title='how often'>"), "Ring times");
}

#[test]
fn presentational_images_have_no_title() {
    assert_eq!(name("<a id=x href=/>A<img alt='' title=T role=presentation></a>"), "A");
    assert_eq!(name("<a id=x href=/>A <img title=T></a>"), "A T");
}

#[test]
fn style_changes_letters_and_adds_words() {
    let shout = "<style>b{text-transform:uppercase} i::after{content:' new';display:block}</style>";
    assert_eq!(name(&format!("{shout}<h2 id=x aria-label>Is <b>straße</b></h2>")), "Is STRASSE");
    assert_eq!(name(&format!("{shout}<h2 id=x>A<i>B</i>C</h2>")), "AB new C");
    let page = page(&format!("{shout}<h2 id=x>Is <b>new</b></h2>"));
    assert_eq!(Aria::as_written(&page).name(page.by_id("x").unwrap()).text, "Is new");
    let rtl = "<style>a:dir(rtl)::before{content:'R'} a:dir(ltr)::before{content:'L'}</style>";
    assert_eq!(name(&format!("{rtl}<p dir=rtl><a id=x href=/>a</a>")), "Ra");
    assert_eq!(name(&format!("{rtl}<p dir=rtl><b dir=ltr><a id=x href=/>a</a>")), "La");
}

#[test]
fn no_break_spaces_stay() {
    assert_eq!(name("<button id=x aria-label=' &nbsp;A&nbsp; B '></button>"), "\u{a0}A\u{a0} B");
    assert_eq!(name("<button id=x aria-label='&nbsp;'>C</button>"), "C");
}

#[test]
fn owners_lend_their_content() {
    let html = "<button id=x aria-owns=y>A</button><p>B <span id=y>C</span></p>";
    assert_eq!(name(html), "A C");
    // Nobody owns what is around it.
    assert_eq!(name("<div id=y><button id=x aria-owns=y>A</button></div>"), "A");
}

#[test]
fn roles_that_cannot_be_are_passed_over() {
    assert_eq!(role("<nav id=x role='widget frob'></nav>"), "navigation");
    assert_eq!(role("<nav id=x role='region group'></nav>"), "group");
    assert_eq!(role("<div id=x role='IMG'></div>"), "image");
    assert_eq!(role("<h1 id=x role=none></h1>"), "none");
    assert_eq!(role("<h1 id=x role=none aria-label=N></h1>"), "heading");
    assert_eq!(role("<a id=x role=presentation href=/></a>"), "link");
    assert_eq!(role("<button id=x role=menuitem></button>"), "button");
    assert_eq!(role("<div role=menu><div role=none><div id=x role=menuitem>"), "menuitem");
    assert_eq!(role("<ul role=none><li id=x>A</ul>"), "none");
}

#[test]
fn roles_depend_on_what_is_around() {
    assert_eq!(role("<header id=x></header>"), "banner");
    assert_eq!(role("<article><header id=x></header></article>"), "sectionheader");
    assert_eq!(role("<section><aside id=x></aside></section>"), "generic");
    assert_eq!(role("<table><tr><th id=x>A<td>1</table>"), "rowheader");
    assert_eq!(role("<table role=grid><tr><td id=x>1</table>"), "gridcell");
    assert_eq!(role("<datalist id=l></datalist><input id=x list=l>"), "combobox");
}

#[test]
fn descriptions_say_what_the_name_does_not() {
    let description = |html: &str| {
        let page = page(html);
        Aria::new(&page).description(page.by_id("x").expect("an element")).text
    };
    assert_eq!(
        description("<input id=x aria-describedby=y title=T><p id=y>As in your passport"),
        "As in your passport"
    );
    assert_eq!(description("<a id=x href=/ title='Opens a file'>Form</a>"), "Opens a file");
    assert_eq!(description("<a id=x href=/ title=Form>Form</a>"), "");
}

#[test]
fn svg_and_mathml_bring_their_own() {
    assert_eq!(
        name("<math id=x alttext='one half'><mfrac><mn>1</mn><mn>2</mn></mfrac></math>"),
        "one half"
    );
    let svg = "<svg id=x><title>Map</title><desc>Of the rivers</desc><path/></svg>";
    assert_eq!(name(svg), "Map");
    let page = page(svg);
    assert_eq!(Aria::new(&page).description(page.by_id("x").unwrap()).text, "Of the rivers");
}

#[test]
fn controls_are_disabled_by_a_fieldset_but_in_its_first_legend() {
    let html = "<fieldset disabled><legend><input id=a></legend><legend><input id=b></legend>\
        <div><fieldset><input id=c></fieldset></div></fieldset><input id=d disabled><input id=e>";
    let page = page(html);
    let aria = Aria::new(&page);
    let disabled = |id| aria.disabled(page.by_id(id).unwrap());
    assert_eq!(["a", "b", "c", "d", "e"].map(disabled), [false, true, true, true, false]);
}

/// Pages made to be slow: each of these would take minutes with a quadratic step.
#[test]
fn large_pages_take_no_longer_for_their_size() {
    let n = 20_000;
    let all = |html: &str| {
        let page = page(html);
        let aria = Aria::new(&page);
        page.document.all().filter(|&id| page.document.is_element(id)).for_each(|id| {
            aria.name(id);
            aria.description(id);
            aria.disabled(id);
        });
    };
    let items = "<li>word".repeat(n);
    all(&format!("<ul id=y>{items}</ul>{}", "<a href=/ aria-labelledby=y>a</a>".repeat(n)));
    all(&format!("<table><tr>{}</table>", "<th>a".repeat(n)));
    all(&format!("<fieldset disabled>{}</fieldset>", "<input>".repeat(n)));
    let chain: String = (1..n).map(|i| format!("<p id=n{i} aria-owns=n{}>a", i - 1)).collect();
    all(&format!("<p id=n0>a{chain}"));
    let chain: String =
        (1..n).map(|i| format!("<p id=n{i} aria-owns=n{} role=button>a", i + 1)).collect();
    all(&chain);
    let options = "<option>a".repeat(n);
    all(&format!(
        "<select id=y>{options}</select>{}",
        "<a href=/ aria-labelledby=y>a</a>".repeat(n)
    ));
    let label = "long ".repeat(n);
    all(&format!("<p id=y aria-label='{label}'>{}", "<a href=/ aria-labelledby=y>a</a>".repeat(n)));
}

#[test]
fn a_deep_page_needs_no_deep_calls() {
    let html = format!("<button id=x>{}end", "<span>".repeat(20_000));
    assert_eq!(name(&html), "end");
    let html = format!("<div id=x aria-labelledby=y></div><div id=y>{}", "<p>word".repeat(50_000));
    assert!(name(&html).len() < 50_000);
}

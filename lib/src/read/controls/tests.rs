use super::*;
use crate::ParseOptions;
use crate::aria::Aria;
use crate::dom::Document;
use crate::event::Choice;

fn page(html: &str) -> Page {
    Page::from_html(html, &ParseOptions::new().with_url("https://example.org/a/")).unwrap()
}

/// Reads the element with id `t` and hands its control over.
fn with<T>(html: &str, look: impl FnOnce(&Control<'_>, &Accessible<'_>) -> T) -> T {
    let page = page(html);
    let forms: Vec<NodeId> = page
        .document
        .descendants(Document::ROOT)
        .filter(|&id| page.document.tag(id) == Tag::Form)
        .collect();
    let number = |form: NodeId| forms.iter().position(|&it| it == form).map(FormId);
    match control(&Aria::as_written(&page), page.by_id("t").unwrap(), &number) {
        Field::Control(control, accessible) => look(&control, &accessible),
        other => panic!("{other:?} in {html}"),
    }
}

fn kind(html: &str) -> ControlKind {
    with(html, |control, _| control.kind)
}

fn name(html: &str) -> (String, bool) {
    with(html, |_, it| (it.name.as_deref().unwrap_or_default().to_owned(), it.name_shown))
}

fn value(html: &str) -> Option<String> {
    with(html, |control, _| control.value.as_deref().map(str::to_owned))
}

#[track_caller]
fn is(html: &str, label: &str, labelled: bool) {
    assert_eq!(name(html), (label.to_owned(), labelled), "{html}");
}

#[test]
fn types_are_keywords_of_any_case_and_unknown_ones_text() {
    assert_eq!(kind("<input id=t>"), ControlKind::Field(FieldType::Text));
    assert_eq!(kind("<input id=t type=telephone>"), ControlKind::Field(FieldType::Text));
    assert_eq!(kind("<input id=t type=TEL>"), ControlKind::Field(FieldType::Tel));
    assert_eq!(
        kind("<input id=t type=datetime-local>"),
        ControlKind::Field(FieldType::DateTimeLocal)
    );
    assert_eq!(kind("<input id=t type=Radio>"), ControlKind::Radio);
    assert_eq!(kind("<input id=t type=image>"), ControlKind::Submit);
    assert_eq!(kind("<button id=t>x</button>"), ControlKind::Submit);
    assert_eq!(kind("<button id=t type=menu>x</button>"), ControlKind::Submit);
    assert_eq!(kind("<button id=t type=button>x</button>"), ControlKind::Button);
    assert_eq!(kind("<button id=t type=RESET>x</button>"), ControlKind::Reset);
    assert_eq!(kind("<meter id=t value=1>"), ControlKind::Meter);
}

#[test]
fn hidden_fields_are_told_apart() {
    let page = page(
        "<form><input type=hidden name=a value=1 id=a></form><input type=HIDDEN id=b><p id=c>",
    );
    let aria = Aria::as_written(&page);
    let read = |id| control(&aria, page.by_id(id).unwrap(), &|_| Some(FormId(3)));
    assert!(matches!(read("a"), Field::Hidden { name: "a", value: "1", form: Some(FormId(3)) }));
    assert!(matches!(read("b"), Field::None));
    assert!(matches!(read("c"), Field::None));
}

#[test]
fn values_are_what_fields_hold() {
    let is = |html, expected: Option<&str>| assert_eq!(value(html).as_deref(), expected, "{html}");
    is("<input id=t value='a\nb'>", Some("ab"));
    is("<input id=t value=''>", Some(""));
    is("<input id=t>", None);
    is("<input id=t type=password value=secret>", None);
    is("<input id=t type=checkbox value=7>", Some("7"));
    is("<input id=t type=submit name=do value=Go>", Some("Go"));
    is("<input id=t type=image value=Go>", None);
    is("<button id=t value=7>Seven</button>", Some("7"));
    is("<textarea id=t>\n one\n two </textarea>", Some(" one\n two "));
    is("<textarea id=t>\n\n one</textarea>", Some("\n one"));
    is("<textarea id=t></textarea>", None);
    is("<meter id=t value=6 max=10>six of ten</meter>", Some("six of ten"));
    is("<meter id=t value=0.6></meter>", Some("0.6"));
    is("<progress id=t value=6 max=10></progress>", Some("6/10"));
    is("<progress id=t></progress>", None);
    is("<output id=t>4 <b>and</b> 2</output>", Some("4 and 2"));
}

#[test]
fn names_come_from_the_strongest_source() {
    let field = "<input id=t aria-label='By label' title='By title' placeholder='By placeholder'";
    let label = "<label for=t>By element</label>";
    let named = "<b id=n>By</b><i id=m hidden>reference</i>";
    is(&format!("{label}{named}{field} aria-labelledby='n gone m n'>"), "By reference", false);
    is(&format!("{label}{field}>"), "By label", false);
    let field = "<input id=t title='By title' placeholder='By placeholder'>";
    is(&format!("{label}{field}"), "By element", true);
    is(field, "By title", false);
    is("<input id=t placeholder='By placeholder'>", "By placeholder", false);
    is("<input id=t aria-label=' ' aria-labelledby=gone>", "", false);
}

#[test]
fn labels_leave_out_the_controls_within_them() {
    is(
        "<label>Town <select id=t><option>Brno</select> or village</label>",
        "Town or village",
        true,
    );
    is("<label for=t>First</label><label>second <input id=t></label>", "First second", true);
    is("<label>Notes <textarea id=t>old</textarea></label>", "Notes", true);
    is("<label><img alt=Town src=a.gif><input id=t></label>", "Town", true);
}

#[test]
fn hidden_labels_name_but_are_not_read() {
    is("<label for=t hidden>Town</label><input id=t>", "Town", false);
    is("<div style='display:none'><label for=t>Town</label></div><input id=t>", "Town", false);
    is("<label for=t></label><input id=t title=Town>", "Town", false);
}

#[test]
fn a_reference_to_the_own_label_is_read_with_the_page() {
    is("<label id=l for=t>Town</label><input id=t aria-labelledby=l>", "Town", true);
    is("<b id=l>Town</b><input id=t aria-labelledby=l>", "Town", false);
    is("<b id=l>Delete</b><button id=t aria-labelledby='l t'>File</button>", "Delete File", false);
}

#[test]
fn buttons_keep_the_text_that_they_show() {
    is("<button id=t> Send <b>now</b><img alt='mail' src=a></button>", "Send now mail", false);
    is("<input id=t type=submit value='Search'>", "Search", false);
    is("<input id=t type=submit>", "", false);
    is("<input id=t type=image alt=Search title=other>", "Search", false);
    is("<button id=t aria-label='Close the dialog'>Close</button>", "Close the dialog", false);
    is("<button id=t aria-label='Close'>×</button>", "Close", false);
    is("<button id=t aria-label='Dismiss'>Close</button>", "Close (Dismiss)", false);
    is("<label for=t>Words</label><button id=t>Go</button>", "Go", false);
    is("<label for=t>Words</label><input type=image id=t>", "Words", true);
}

#[test]
fn pictures_without_description_name_by_their_file() {
    is("<input id=t type=image src='/img/go.gif?1'>", "go.gif", false);
    is("<button id=t><img src='img/go.gif'></button>", "go.gif", false);
    is("<button id=t title=Go><img src='img/go.gif'></button>", "Go", false);
}

#[test]
fn descriptions_say_what_the_name_does_not() {
    let is = |html: &str, expected: Option<&str>| {
        let got = with(html, |_, it| it.description.as_deref().map(str::to_owned));
        assert_eq!(got.as_deref(), expected, "{html}");
    };
    is(
        "<p id=d hidden>Eight digits</p><input id=t aria-describedby=d title=x>",
        Some("Eight digits"),
    );
    is("<label for=t>Date</label><input id=t title='Day first'>", Some("Day first"));
    is("<input id=t title='Day first'>", None);
    is("<label for=t>Date</label><input id=t title='Date'>", None);
}

#[test]
fn states_are_kept() {
    with("<input id=t type=checkbox checked required disabled name=n>", |c, it| {
        assert!(it.states.is_checked() && it.states.required && it.states.disabled);
        assert_eq!(c.name, Some("n"));
    });
    with("<input id=t type=email multiple readonly>", |c, it| {
        assert!(c.multiple && it.states.readonly)
    });
    // A browser ignores these there.
    let ignored = "<input id=t type=checkbox multiple readonly placeholder=p>";
    with(ignored, |c, it| {
        assert!(!c.multiple && !it.states.readonly && c.placeholder.is_none());
    });
    with("<input id=t checked name='' aria-required=true>", |c, it| {
        assert!(!it.states.is_checked() && it.states.required && !it.states.disabled);
        assert_eq!(c.name, None);
    });
}

#[test]
fn fieldsets_disable_all_but_their_legend() {
    let disabled = |html: &str| with(html, |_, it| it.states.disabled);
    assert!(disabled("<fieldset disabled><legend>L</legend><p><input id=t>"));
    assert!(!disabled("<fieldset disabled><legend>L <input id=t></legend>"));
    assert!(disabled("<fieldset disabled><legend>L</legend><legend><input id=t></legend>"));
    assert!(!disabled("<fieldset><input id=t>"));
}

#[test]
fn forms_own_by_id_by_parser_and_by_place() {
    let form = |html: &str| with(html, |control, _| control.form.map(FormId::index));
    assert_eq!(form("<form></form><form><input id=t></form>"), Some(1));
    assert_eq!(form("<form id=f></form><form><input id=t form=f></form>"), Some(0));
    assert_eq!(form("<form><input id=t form=gone></form>"), None);
    assert_eq!(form("<table><form><tr><td><input id=t></table>"), Some(0));
    assert_eq!(form("<input id=t>"), None);
}

#[test]
fn constraints_are_as_the_page_has_them() {
    let html = "<input id=t type=number max=9 min=1 class=x formaction=../go>";
    with(html, |control, _| {
        let all: Vec<_> = control.constraints.iter().map(|(n, v)| format!("{n}={v}")).collect();
        assert_eq!(all, ["min=1", "max=9"]);
    });
    with("<button id=t formaction=../go formmethod=x></button>", |control, _| {
        let action = ("formaction", "https://example.org/go".into());
        assert_eq!(control.constraints, [action]);
    });
}

fn choices(html: &str) -> String {
    let show = |it: &Choice<'_>| {
        let group = it.group.map(|group| format!("{group}: ")).unwrap_or_default();
        let value = it.value.map(|value| format!("={value}")).unwrap_or_default();
        let state = [(it.selected, "*"), (it.disabled, "!")];
        let state: String = state.iter().filter(|(on, _)| *on).map(|(_, sign)| *sign).collect();
        format!("{group}{}{value}{state}", it.label)
    };
    with(html, |control, _| control.options.iter().map(show).collect::<Vec<_>>().join(" | "))
}

#[test]
fn options_keep_their_groups_labels_and_values() {
    let html = "<select id=t><option value=''>Any\n place<optgroup label=Moravia><option value=b>Brno\
        <option label=Olomouc>OL<optgroup label=Bohemia disabled><option value=Praha>Praha</select>";
    assert_eq!(
        choices(html),
        "Any place=* | Moravia: Brno=b | Moravia: Olomouc=OL | Bohemia: Praha!"
    );
}

#[test]
fn one_line_lists_choose_one() {
    assert_eq!(
        choices("<select id=t><option disabled>a<option>b<option>c</select>"),
        "a! | b* | c"
    );
    assert_eq!(choices("<select id=t><option selected>a<option selected>b</select>"), "a | b*");
    assert_eq!(choices("<select id=t size=2><option>a<option>b</select>"), "a | b");
    assert_eq!(choices("<select id=t size=01><option>a<option>b</select>"), "a* | b");
    assert_eq!(
        choices("<select id=t multiple><option selected>a<option>b<option selected>c</select>"),
        "a* | b | c*"
    );
}

#[test]
fn hidden_options_count_where_they_are_chosen() {
    let html = "<select id=t><option hidden selected>Choose<option hidden>x<option>a</select>";
    assert_eq!(choices(html), "Choose* | a");
}

#[test]
fn many_controls_may_refer_to_the_whole_page() {
    let mut html = "<body id=all><p>words of the page</p>".to_owned();
    html.push_str(&"<input aria-labelledby=all aria-describedby=all>".repeat(20_000));
    let page = page(&html);
    let start = std::time::Instant::now();
    let aria = Aria::as_written(&page);
    let document = &page.document;
    let inputs = document.descendants(Document::ROOT).filter(|&id| document.tag(id) == Tag::Input);
    let count = inputs
        .filter(|&id| matches!(control(&aria, id, &|_| None), Field::Control(_, it) if it.name.as_deref() == Some("words of the page")))
        .count();
    assert_eq!(count, 20_000);
    assert!(start.elapsed().as_secs() < 10, "{:?}", start.elapsed());
}

//! Random tag soup: the same tree as RcDom, and spans that are start tags.

use super::spans::check_spans;
use super::{parse, parting};
use proptest::prelude::*;

const PIECES: [&str; 86] = [
    "<p>",
    "</p>",
    "<b>",
    "</b>",
    "<b class=x>",
    "<i>",
    "</i>",
    "<a href='>'>",
    "<a>",
    "</a>",
    "<nobr>",
    "</nobr>",
    "<font size=1>",
    "</font>",
    "<div>",
    "</div>",
    "<div title=\"a>b\">",
    "<ul>",
    "</ul>",
    "<li>",
    "</li>",
    "<dl>",
    "<dd>",
    "<dt>",
    "<h1>",
    "</h2>",
    "<table>",
    "</table>",
    "<tr>",
    "</tr>",
    "<td>",
    "</td>",
    "<th>",
    "<tbody>",
    "<caption>",
    "</caption>",
    "<col>",
    "<colgroup>",
    "<select>",
    "</select>",
    "<option>",
    "<optgroup>",
    "<hr>",
    "<br>",
    "</br>",
    "<img src=a>",
    "<image>",
    "<input type=hidden>",
    "<form>",
    "</form>",
    "<button>",
    "</button>",
    "<template>",
    "</template>",
    "<svg>",
    "</svg>",
    "<math>",
    "<mi>",
    "</math>",
    "<foreignObject>",
    "<desc>",
    "<title>",
    "</title>",
    "<script>",
    "</script>",
    "<style>",
    "</style>",
    "<textarea>",
    "</textarea>",
    "<!--",
    "-->",
    "<!-->",
    "--!>",
    "<![CDATA[",
    "]]>",
    "<body x=1>",
    "<html y=2>",
    "</body>",
    "<frameset>",
    "<",
    ">",
    "</",
    "<?x>",
    "<!doctype html>",
    "\0",
    "&amp;\r\n",
];

fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => prop::sample::select(&PIECES[..]).prop_map(str::to_string),
        1 => "[a-zž ]{1,5}",
        1 => "<(b|td|g|textarea)( ?[a-c=\"'/> ]{0,6})>",
        1 => "[<>a/!'\"= -]{1,6}",
    ]
}

/// What comes before the letters below: the states of the tokenizer in which they are read.
const STATES: [&str; 12] = [
    "",
    "<p>",
    "<p ",
    "<p a=",
    "<p a=\"",
    "<svg><",
    "<!--",
    "<!doctype ",
    "<title>",
    "<style>",
    "<script>",
    "<script><!--<script>",
];

fn letters() -> impl Strategy<Value = String> {
    const WORDS: [&str; 33] = [
        "script",
        "SCRIPT",
        "title",
        "style",
        "/",
        "</",
        "<!",
        "<!--",
        "--",
        "-->",
        "--!>",
        "<![CDATA[",
        "]]>",
        "doctype",
        "Public",
        "SYSTEM",
        "&amp",
        "&amp;",
        "&notin",
        "&not;",
        "&acE;",
        "&#",
        "&#x",
        "&#0;",
        "128;",
        "x3c",
        "&#xD800;",
        "&#13;",
        "1114112",
        "\r\n",
        "A",
        "\u{feff}",
        "é",
    ];
    prop_oneof![
        1 => prop::sample::select(&WORDS[..]).prop_map(str::to_string),
        1 => "[<>/!?=\"'&;# a-cX\r\n\t\x0c\x0b\x00-]{1,3}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..Default::default() })]

    #[test]
    fn soup_has_the_tree_that_rcdom_builds(pieces in prop::collection::vec(piece(), 0..40)) {
        let source = pieces.concat();
        if let Some(parting) = parting(&source) {
            prop_assert!(false, "{}", parting);
        }
        prop_assert_eq!(check_spans(&source, &parse(&source)), Ok(()));
    }

    #[test]
    fn letters_make_the_tokens_that_html5ever_sees(
        state in prop::sample::select(&STATES[..]),
        letters in prop::collection::vec(letters(), 0..16),
        end in prop::sample::select(&["", "\">x<p>y</script></style></title>--></svg>z"][..]),
    ) {
        let source = [state, &letters.concat(), end].concat();
        if let Some(parting) = parting(&source) {
            prop_assert!(false, "{:?}: {}", source, parting);
        }
    }
}

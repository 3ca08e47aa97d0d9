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
}

//! Pages in XML: what differs from HTML in their tokens.

use super::super::{Syntax, parse};
use super::wide;

/// Names, ids and texts in the order of the tree.
fn tree(source: &str, syntax: Syntax) -> Vec<String> {
    let document = parse(source, syntax, &wide()).expect("a small page");
    let all = document.all().filter_map(|id| match document.text(id) {
        Some(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
        None if document.is_element(id) => {
            let attr = |name| document.attr(id, name).unwrap_or_default().to_owned();
            let depth = document.ancestors(id).count();
            Some(format!("{depth} {} {}{}", document.name(id), attr("id"), attr("lang")))
        }
        None => None,
    });
    all.collect()
}

#[test]
fn pages_in_xml_have_the_tree_of_the_same_page_in_html() {
    for (xml, html) in [
        ("<script src='a'/><p>A</p>", "<script src=a></script><p>A</p>"),
        ("<style/><title/><p>A</p>", "<style></style><title></title><p>A</p>"),
        ("<p>A</p><div id='a'/><p>B</p>", "<p>A</p><div id=a></div><p>B</p>"),
        ("<a id='x'/>B<br/>C<textarea/>D", "<a id=x></a>B<br>C<textarea></textarea>D"),
        ("<p><![CDATA[1 < 2 & 3]]></p>", "<p>1 &lt; 2 &amp; 3</p>"),
        ("<svg><g id='g'/><title>T</title></svg>", "<svg><g id=g /><title>T</title></svg>"),
        ("<style>a &gt; b {}</style><p>A</p>", "<style>a > b {}</style><p>A</p>"),
        ("<style> <![CDATA[a > b {}]]> </style><p>A</p>", "<style>a > b {}</style><p>A</p>"),
        ("<p xml:lang='cs'>A</p>", "<p lang=cs>A</p>"),
        ("<p xml:lang='cs' lang='en'>A</p>", "<p lang=cs>A</p>"),
        ("<?x a > b ?><p>A&nbsp;B</p>", "<p>A&nbsp;B</p>"),
    ] {
        assert_eq!(tree(xml, Syntax::Xml), tree(html, Syntax::Html), "{xml}");
    }
    let declared = "<!DOCTYPE html [ <!ENTITY a \"b>c\"> ]>\n<html><p>A</p></html>";
    assert_eq!(tree(declared, Syntax::Xml), tree("<!DOCTYPE html><p>A</p>", Syntax::Html));
    // In HTML the slash means nothing: all that follows is the script.
    let swallowed = tree("<script src='a'/><p>A</p>", Syntax::Html);
    assert!(!swallowed.contains(&"A".to_owned()), "{swallowed:?}");
}

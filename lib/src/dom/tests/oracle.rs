//! The same tree as RcDom, node by node.

use super::{pages, parting};

#[test]
fn every_page_has_the_tree_that_rcdom_builds() {
    let mut failures = Vec::new();
    for (path, source) in pages() {
        if let Some(parting) = parting(&source) {
            failures.push(format!("{}: {parting}", path.display()));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n\n"));
}

/// Markup that the pages may lack; each is also what the hand-written span tests stand on.
#[test]
fn hard_markup_has_the_tree_that_rcdom_builds() {
    let cases = [
        "<table>a<tr>b<td>c</td>d</table>e",
        "<table><tr><td>1<tr>x<td>2<tr>y</table>",
        "<table><b>a<tr><td>b</b>c",
        "<p><b><i>a</p><p>b</i>c</b>d",
        "<a>1<div>2<a>3</div>4</a>",
        "<b><p>x</b>y<p>z",
        "<template><tr><td>a</template><template shadowrootmode=open><b>c</template>",
        "<svg viewbox=1 xlink:href=a xml:lang=cs xmlns=b><foreignobject><p>x</svg><title>t</title>",
        "<math definitionurl=u><mi>x<annotation-xml encoding=text/html><p>y</math>",
        "<svg><![CDATA[a<b>]]>c</svg><![CDATA[a<b>]]>d",
        "<body a=1 b=2><p><body b=3 c=4>",
        "<html a=1><html b=2>",
        "<body><frameset><frame></frameset>",
        "<frameset><frame><noframes><p></noframes></frameset>x",
        "<select><option>a<optgroup><option>b<div>c</select><p>",
        "<form><form id=inner><input></form>x</form><input form=a>",
        "<!--><p><!---><p><!--!><p>--!><p><!---!><i>--><p><!----!><b>",
        "<?php a ?></ b><!x><!doctype html>",
        "<textarea>\n<b></textarea><title><b></title><xmp><b></xmp><plaintext></plaintext><b>",
        "<script><!--<script></script x=\"-->\"><b></script>--></script><p>",
        "a\0b<p\0>\0<svg>\0</svg><table>\0",
        "a\r\nb\rc<pre>\r\nd</pre>&amp;&notit;&#x80;",
        "</p></br><image src=a><isindex>",
    ];
    for case in cases {
        if let Some(parting) = parting(case) {
            panic!("{case}: {parting}");
        }
    }
}

//! Formulas: presentation MathML by an allow-list for HTML, and a line that can be read for text.

use super::enter::{After, collapse};
use super::{Reading, text};
use crate::css::Display;
use crate::dom::{Document, NodeId, NodeSet, Ns, Step, Tag as Html};
use crate::escape;
use crate::event::{Formula, Tag};
use crate::ledger::Reason;
use crate::page::Page;

impl Reading<'_> {
    /// A formula is said by its name or its `alttext`, else by its structure; HTML keeps it.
    pub(super) fn math(&mut self, node: NodeId) -> After {
        let page = self.page;
        if self.mixed.get_or_init(|| mixed(&page.document)).contains(node) {
            return self.mixed_formula(node);
        }
        self.skip(node);
        let structure = line(page, node);
        let mut walk = page.document.walk(node);
        while let Some(step) = walk.next() {
            let Step::Enter(unseen) = step else { continue };
            if is_phantom(&page.document, unseen) {
                self.note_left_out(unseen, Reason::Invisible);
                walk.skip_children(unseen);
            } else if page.document.is_element(unseen) && left_out(page, unseen) {
                if !is_aside(&page.document, unseen) {
                    self.note_left_out(unseen, Reason::Hidden);
                }
                walk.skip_children(unseen);
            }
        }
        let name = self.aria.label(node).map(|name| name.into_owned()).or_else(|| {
            let given = text::filled(page.document.attr(node, "alttext"));
            given.filter(|text| !is_tex(text)).map(collapse)
        });
        let block = text::filled(page.document.attr(node, "display"))
            .is_some_and(|display| display.eq_ignore_ascii_case("block"));
        if structure.is_empty() && name.is_none() {
            return After::Nothing;
        }
        if let Some(name) = name.as_ref().filter(|name| **name != structure) {
            debug_assert!(!name.is_empty(), "names that say nothing are none");
            self.ledger.note(Reason::Formula, node, &*structure);
        }
        if block {
            self.flow.boundary();
        }
        let formula = Formula { markup: markup(page, node), block };
        let attributes = self.attributes(node);
        self.flow.open_inline(Tag::Formula(Box::new(formula)), attributes, self.here);
        self.flow.formula(name.unwrap_or(structure));
        self.flow.close_inline();
        if block {
            self.flow.boundary();
        }
        After::Nothing
    }
}

impl Reading<'_> {
    /// A formula that holds more HTML than text is read as its parts, as no line could say them.
    fn mixed_formula(&mut self, node: NodeId) -> After {
        if let Some(name) = self.aria.label(node) {
            self.flow.said(name.into_owned());
        }
        self.flow.space();
        match self.other(node) {
            After::Nothing => After::Space,
            after => after,
        }
    }
}

/// The formulas that hold more HTML than words with emphasis.
fn mixed(document: &Document) -> NodeSet {
    use Html::{B, Bdi, Big, Code, Em, Font, I, Kbd, Mark, Nobr, S, Samp, Small, Span, Strong};
    use Html::{Script, Strike, Style, Sub, Sup, Tt, U, Var, Wbr};
    let plain = |tag| {
        matches!(
            tag,
            B | Big
                | Bdi
                | Code
                | Em
                | Font
                | I
                | Kbd
                | Mark
                | Nobr
                | S
                | Samp
                | Small
                | Span
                | Strong
                | Script
                | Strike
                | Style
                | Sub
                | Sup
                | Tt
                | U
                | Var
                | Wbr
        )
    };
    let (mut found, mut open) = (NodeSet::new(document), Vec::new());
    for step in document.walk(Document::ROOT) {
        let (Step::Enter(id) | Step::Leave(id)) = step;
        let formula = document.ns(id) == Ns::MathMl && document.name(id) == "math";
        match step {
            Step::Enter(_) if formula => open.push(id),
            // Those that are known stay open no longer than the first thing in them takes.
            Step::Enter(_) if !open.is_empty() && document.is_element(id) => {
                let other = match document.ns(id) {
                    Ns::MathMl => false,
                    Ns::Html => !plain(document.tag(id)),
                    _ => true,
                };
                if other {
                    found.extend(open.drain(..));
                }
            }
            Step::Leave(_) if open.last() == Some(&id) => drop(open.pop()),
            _ => {}
        }
    }
    found
}

/// TeX as an alternative text is for authors, not for readers.
fn is_tex(text: &str) -> bool {
    text.contains(['\\', '{', '}'])
}

/// The elements of presentation MathML that go out (MathML Core, 3); all others are unwrapped.
const ELEMENTS: &[&str] = &[
    "math",
    "mi",
    "mn",
    "mo",
    "ms",
    "mtext",
    "mspace",
    "mrow",
    "mfrac",
    "msqrt",
    "mroot",
    "msub",
    "msup",
    "msubsup",
    "munder",
    "mover",
    "munderover",
    "mmultiscripts",
    "mprescripts",
    "none",
    "mtable",
    "mtr",
    "mtd",
    "mstyle",
    "mpadded",
    "mphantom",
    "merror",
];

/// Their attributes that go out. None of them holds an address, a style or a script.
const ATTRIBUTES: &[&str] = &[
    "display",
    "alttext",
    "aria-label",
    "dir",
    "mathvariant",
    "stretchy",
    "fence",
    "separator",
    "form",
    "lspace",
    "rspace",
    "largeop",
    "movablelimits",
    "symmetric",
    "accent",
    "accentunder",
    "linethickness",
    "displaystyle",
    "scriptlevel",
    "columnspan",
    "rowspan",
    "width",
    "height",
    "depth",
];

/// The formula as markup that holds nothing but presentation.
fn markup(page: &Page, root: NodeId) -> String {
    let document = &page.document;
    let mut out = String::new();
    let mut walk = document.walk(root);
    while let Some(step) = walk.next() {
        let (Step::Enter(node) | Step::Leave(node)) = step;
        let enters = step == Step::Enter(node);
        if let Some(text) = document.text(node).filter(|_| enters) {
            let outer = document.parent(node).is_some_and(|parent| is_token(document, parent));
            if outer || !text.trim().is_empty() {
                escape::text(&mut out, text);
            }
        }
        if !document.is_element(node) {
            continue;
        }
        if enters && left_out(page, node) {
            walk.skip_children(node);
        }
        let name = document.name(node);
        if document.ns(node) != Ns::MathMl || !ELEMENTS.contains(&name) || left_out(page, node) {
            continue;
        }
        out.push_str(if enters { "<" } else { "</" });
        out.push_str(name);
        if enters {
            for (_, name, value) in document.attrs(node).filter(|(prefix, ..)| prefix.is_none()) {
                if ATTRIBUTES.contains(&name) {
                    escape::attribute(&mut out, name, value);
                }
            }
        }
        out.push('>');
    }
    out
}

/// What is no part of the formula as it is shown: annotations, and all but the first choice of an
/// action.
fn left_out(page: &Page, node: NodeId) -> bool {
    let document = &page.document;
    page.styles.of(node).display == Display::None || is_aside(document, node)
}

/// What is never shown: other writings of the formula, and code.
fn is_aside(document: &Document, node: NodeId) -> bool {
    let mathml = document.ns(node) == Ns::MathMl;
    let annotation = mathml && matches!(document.name(node), "annotation" | "annotation-xml");
    annotation || matches!(document.name(node), "script" | "style" | "template")
}

fn is_token(document: &Document, node: NodeId) -> bool {
    matches!(document.name(node), "mi" | "mn" | "mo" | "ms" | "mtext")
}

/// The children of an element that are elements themselves and count.
fn parts<'p>(page: &'p Page, node: NodeId) -> impl Iterator<Item = NodeId> + 'p {
    let document = &page.document;
    document.children(node).filter(move |&id| document.is_element(id) && !left_out(page, id))
}

/// An element that needs no parentheses: one token, however wrapped.
fn is_simple(page: &Page, node: NodeId) -> bool {
    let mut at = node;
    // Deeper wrapping than this is no single token to anybody.
    for _ in 0..8 {
        if is_token(&page.document, at) {
            return true;
        }
        let mut inner = parts(page, at);
        let only = (inner.next(), inner.next());
        let wraps = matches!(page.document.name(at), "mrow" | "mstyle" | "mpadded" | "semantics");
        match only {
            (Some(inner), None) if wraps => at = inner,
            (Some(first), Some(_)) if wraps => return is_open(&page.document, first),
            _ => return false,
        }
    }
    false
}

/// Whether an element begins with a fence of its own.
fn is_open(document: &Document, node: NodeId) -> bool {
    let first = document.first_child(node).and_then(|id| document.text(id)).map(str::trim);
    document.name(node) == "mo" && matches!(first, Some("(" | "[" | "{" | "|"))
}

/// A formula in one line: `(n · 2)/3`, `x^2`, `a_1`, `√(a + b)`, `[1, 0; 0, 1]`.
fn line(page: &Page, root: NodeId) -> String {
    let document = &page.document;
    let mut out = String::new();
    let mut walk = document.walk(root);
    while let Some(step) = walk.next() {
        match step {
            Step::Enter(node) if document.is_element(node) => {
                if left_out(page, node) || is_unseen(page, node) {
                    walk.skip_children(node);
                    continue;
                }
                if node != root {
                    out.push_str(before(page, node));
                }
                if document.ns(node) == Ns::MathMl {
                    match document.name(node) {
                        "mo" => {
                            operator(page, node, &mut out);
                            walk.skip_children(node);
                        }
                        "mroot" => root_sign(page, node, &mut out),
                        _ => out.push_str(opening(page, node)),
                    }
                }
            }
            Step::Enter(node) => {
                if let Some(text) = document.text(node) {
                    out.push_str(text);
                }
            }
            Step::Leave(node)
                if document.is_element(node) && !left_out(page, node) && !is_unseen(page, node) =>
            {
                if document.ns(node) == Ns::MathMl {
                    out.push_str(closing(page, node));
                }
                if node != root {
                    out.push_str(after(page, node));
                }
            }
            Step::Leave(_) => {}
        }
    }
    collapse(&out)
}

fn is_phantom(document: &Document, node: NodeId) -> bool {
    document.ns(node) == Ns::MathMl && document.name(node) == "mphantom"
}

/// What keeps its place unseen, and the index of a root, which has been said before.
fn is_unseen(page: &Page, node: NodeId) -> bool {
    let document = &page.document;
    let in_root = document.parent(node).is_some_and(|parent| document.name(parent) == "mroot");
    is_phantom(document, node) || in_root && index(page, node) == 1
}

/// The sign of a root with its index.
fn root_sign(page: &Page, node: NodeId, out: &mut String) {
    let index = parts(page, node).nth(1).map(|id| collapse(&page.document.text_content(id)));
    match index.as_deref() {
        Some("3") => out.push('∛'),
        Some("4") => out.push('∜'),
        None | Some("" | "2") => out.push('√'),
        Some(index) => out.extend(["√[", index, "]"]),
    }
}

/// An operator, with the spaces that its place in the row asks for.
fn operator(page: &Page, node: NodeId, out: &mut String) {
    const SPACED: &str =
        "= ≠ < > ≤ ≥ ≈ ≡ ≅ ∼ ≪ ≫ + ± ∓ · × ÷ ∗ * ∈ ∉ ∋ ⊂ ⊃ ⊆ ⊇ ∪ ∩ ∧ ∨ → ← ↔ ⇒ ⇐ ⇔ ↦ : :=";
    let document = &page.document;
    let operator = document.text_content(node);
    let operator = operator.trim();
    let mut previous =
        std::iter::successors(document.prev_sibling(node), |&id| document.prev_sibling(id));
    let first = previous.find(|&id| document.is_element(id)).is_none_or(|id| {
        // After another operator a sign belongs to what follows.
        document.name(id) == "mo"
            && !matches!(document.text_content(id).trim(), ")" | "]" | "}" | "!")
    });
    let row = document.parent(node).is_some_and(|parent| {
        !matches!(
            document.name(parent),
            "msub" | "msup" | "msubsup" | "munder" | "mover" | "munderover"
        )
    });
    let binary = matches!(operator, "-" | "−") || SPACED.split(' ').any(|known| known == operator);
    match operator {
        // Invisible: function application, times, separator, plus (Unicode, 22.6).
        "\u{2061}" | "\u{2062}" | "\u{2064}" => {}
        "\u{2063}" => out.push(','),
        "," | ";" => out.extend([operator, " "]),
        _ if binary && row && !first => out.extend([" ", operator, " "]),
        _ => out.push_str(operator),
    }
}

/// The place of an element among its siblings.
fn index(page: &Page, node: NodeId) -> usize {
    // Schemata have three children at most; in rows nobody asks.
    let before = std::iter::successors(page.document.prev_sibling(node), |&id| {
        page.document.prev_sibling(id)
    });
    before.filter(|&id| page.document.is_element(id)).take(3).count()
}

/// What stands before a child, by the schema that it is a child of.
fn before(page: &Page, node: NodeId) -> &'static str {
    let document = &page.document;
    let Some(parent) = document.parent(node) else { return "" };
    let grouped = !is_simple(page, node);
    match (document.name(parent), index(page, node)) {
        ("mfrac", 0) if grouped => "(",
        ("mfrac", 1) if grouped => "/(",
        ("mfrac", 1) => "/",
        ("mroot", 0) if grouped => "(",
        ("msub" | "msup" | "msubsup" | "munder" | "mover" | "munderover", 0) if grouped => "(",
        ("msup" | "mover", 1) | ("msubsup" | "munderover", 2) => match mark(page, node) {
            true => "",
            false if grouped => "^(",
            false => "^",
        },
        ("msub" | "munder" | "msubsup" | "munderover", 1) if grouped => "_(",
        ("msub" | "munder" | "msubsup" | "munderover", 1) => "_",
        ("mtr" | "mlabeledtr", at) if at > 0 => ", ",
        ("mtable", at) if at > 0 => "; ",
        ("mmultiscripts", at) if at > 0 && document.name(node) != "mprescripts" => " ",
        _ => "",
    }
}

fn after(page: &Page, node: NodeId) -> &'static str {
    let document = &page.document;
    let Some(parent) = document.parent(node) else { return "" };
    if is_simple(page, node) {
        return "";
    }
    match (document.name(parent), index(page, node)) {
        ("mfrac", _) | ("mroot", 0) => ")",
        ("msup" | "mover", 1) | ("msubsup" | "munderover", 2) if mark(page, node) => "",
        ("msub" | "msup" | "msubsup" | "munder" | "mover" | "munderover", _) => ")",
        _ => "",
    }
}

/// A prime or an accent, which stands right beside its letter.
fn mark(page: &Page, node: NodeId) -> bool {
    let text = || page.document.first_child(node).and_then(|id| page.document.text(id));
    page.document.name(node) == "mo" && text().is_some_and(|text| text.trim().chars().count() == 1)
}

fn opening(page: &Page, node: NodeId) -> &'static str {
    let mut inner = parts(page, node);
    let one = inner.next().is_some_and(|first| inner.next().is_none() && is_simple(page, first));
    match page.document.name(node) {
        "msqrt" if one => "√",
        "msqrt" => "√(",
        "mfenced" => "(",
        "mtable" => "[",
        "mspace" => " ",
        _ => "",
    }
}

fn closing(page: &Page, node: NodeId) -> &'static str {
    match (page.document.name(node), opening(page, node)) {
        ("mtable", _) => "]",
        (_, "√(" | "(") => ")",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ParseOptions;

    fn page(math: &str) -> (Page, NodeId) {
        let page = Page::from_html(&format!("<math>{math}</math>"), &ParseOptions::new());
        let page = page.expect("a small page parses");
        let root = page.document.all().find(|&id| page.document.name(id) == "math");
        (page, root.expect("a formula"))
    }

    fn said(math: &str) -> String {
        let (page, root) = page(math);
        line(&page, root)
    }

    #[test]
    fn formulas_are_read_in_one_line() {
        let fraction = "<mfrac><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow><mn>2</mn></mfrac>";
        assert_eq!(said(fraction), "(a + b)/2");
        assert_eq!(said(&format!("<msqrt>{fraction}</msqrt>")), "√((a + b)/2)");
        assert_eq!(said("<mroot><mi>x</mi><mn>3</mn></mroot>"), "∛x");
        assert_eq!(said("<mroot><mi>x</mi><mi>n</mi></mroot>"), "√[n]x");
        assert_eq!(
            said("<msup><mi>x</mi><mrow><mi>n</mi><mo>-</mo><mn>1</mn></mrow></msup>"),
            "x^(n - 1)"
        );
        assert_eq!(
            said("<msup><mi>f</mi><mo>′</mo></msup><mo>=</mo><mo>-</mo><mn>1</mn>"),
            "f′ = -1"
        );
        assert_eq!(said("<msubsup><mi>a</mi><mi>i</mi><mn>2</mn></msubsup>"), "a_i^2");
        assert_eq!(
            said(
                "<munderover><mo>∑</mo><mrow><mi>i</mi><mo>=</mo><mn>1</mn></mrow><mi>n</mi></munderover>"
            ),
            "∑_(i = 1)^n"
        );
        let row = |a, b| format!("<mtr><mtd><mn>{a}</mn></mtd><mtd><mn>{b}</mn></mtd></mtr>");
        assert_eq!(said(&format!("<mtable>{}{}</mtable>", row(1, 0), row(0, 1))), "[1, 0; 0, 1]");
        assert_eq!(said("<mi>x</mi><mphantom><mi>y</mi></mphantom>"), "x");
    }

    #[test]
    fn markup_is_presentation_only() {
        let (page, root) = page(
            "<mi onclick=x href='javascript:y' mathvariant=normal class=c>a</mi><mo>&lt;</mo>\
             <semantics><mn>1</mn><annotation>tex</annotation></semantics><script>z</script>",
        );
        let expected = "<math><mi mathvariant=\"normal\">a</mi><mo>&lt;</mo><mn>1</mn></math>";
        assert_eq!(markup(&page, root), expected);
    }

    #[test]
    fn deep_formulas_need_no_stack() {
        let deep = "<mfrac><mn>1</mn><msqrt>".repeat(20_000);
        assert!(said(&format!("{deep}<mi>x</mi>")).contains('x'));
    }
}

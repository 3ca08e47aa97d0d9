//! Texts that repeat what stands beside the image.

use crate::check::context::Checker;
use crate::check::rule::{Check, Decidable, Rule, Severity};
use crate::dom::Tag;
use std::collections::HashMap;

pub(super) const RULE: Rule = Rule {
    id: "image-alt-redundant",
    title: "A text alternative does not repeat the text beside the image.",
    criteria: &["1.1.1"],
    advice: true,
    act: &[],
    decidable: Decidable::Dom,
    severity: Severity::Warning,
    svg: false,
    who: "People who listen hear everything twice.",
    hint: "Give the image alt=\"\" where the text beside it says the same.",
    bad: "<html lang=en><title>Form</title><a href=f.html><img src=f.png alt=Form> Form</a>",
    good: "<html lang=en><title>Form</title><a href=f.html><img src=f.png alt=''> Form</a>",
    check: Check::Page(check),
};

fn check(c: &mut Checker<'_>) {
    let cx = c.cx;
    let mut captions = HashMap::new();
    for caption in cx.all(Tag::Figcaption) {
        captions.entry(cx.doc.parent(caption)).or_insert(caption);
    }
    for image in cx.all(Tag::Img).filter(|&id| cx.aria.exposed(id)) {
        let Some(alt) = cx.filled(image, "alt") else { continue };
        let around = cx
            .doc
            .ancestors(image)
            .find(|&id| matches!(cx.doc.tag(id), Tag::A | Tag::Button | Tag::Figure));
        let Some(around) = around else { continue };
        let text = match cx.doc.tag(around) {
            Tag::Figure => captions.get(&Some(around)).map(|&caption| cx.text(caption)),
            _ => Some(cx.text(around)),
        };
        if text.is_some_and(|text| same(&text, alt)) {
            c.fail(image, format!("“{alt}” stands beside the image already."));
        }
    }
}

fn same(a: &str, b: &str) -> bool {
    let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    !a.trim().is_empty() && plain(a) == plain(b)
}

//! Links, forms and labels.

use super::enter::{After, has_words};
use super::facts::fragment;
use super::headings::heading_level;
use super::text::{link_name_fallback, visible_text};
use super::{Reading, RegionKind, controls};
use crate::css::Display;
use crate::dom::{Document, NodeId, Ns, Tag as Html};
use crate::event::{Event, Form, Link, Tag, TagEnd};
use crate::ledger::Reason;
use crate::page::Page;
use crate::words::says;
use std::borrow::Cow;
use std::sync::LazyLock;
use url::Url;

impl<'p> Reading<'p> {
    pub(super) fn link(&mut self, node: NodeId) -> After {
        let page = self.page;
        let Some(href) = page.document.attr(node, "href") else { return self.other(node) };
        if !is_safe(href) {
            self.ledger.note(Reason::ScriptLink, node, href.trim());
            return self.text_of_link(node);
        }
        if !is_address(href) {
            self.ledger.note(Reason::InvalidAddress, node, href.trim());
            return self.text_of_link(node);
        }
        if fragment(page, node).is_some_and(|f| missing_target(page, f)) {
            self.ledger.note(Reason::MissingTarget, node, href.trim());
        }
        if page.document.attr(node, "name").is_some() && !page.document.has_attr(node, "id") {
            self.anchor(node);
        }
        self.only_images = !has_words(&page.document, node);
        let facts = self.file_facts(node, href, "");
        self.file_facts.extend(facts.map(|facts| (node, facts)));
        let block = self.facts.block_links.contains(node) && !self.flow.holds_text();
        let tag = Tag::Link(Box::new(Link {
            href: page.resolve(href),
            new_window: opens_window(page, node),
            hreflang: page.document.attr(node, "hreflang"),
            block,
        }));
        if block && self.context(node, tag.clone()) == After::Context {
            return After::LinkBlock;
        }
        self.flow.apart_from_link(&page.resolve(href));
        match self.inline(node, tag) {
            After::InlineBlock => After::LinkLine,
            _ => After::Link,
        }
    }

    /// A link that leads nowhere is its text, apart from what is beside it.
    fn text_of_link(&mut self, node: NodeId) -> After {
        self.flow.apart();
        match self.other(node) {
            After::Nothing => After::Space,
            after => after,
        }
    }

    /// A link that has said nothing is named by its label, its title or its target.
    pub(super) fn name_link(&mut self, node: NodeId) {
        if let Some(label) = self.aria.label(node) {
            return self.flow.said(label.into_owned());
        }
        let name = link_name_fallback(self.page, node);
        self.ledger.note(Reason::Nameless, node, name.as_deref().unwrap_or_default());
        if let Some(name) = name.filter(|_| !self.is_unseen_reference(node)) {
            self.flow.said(name);
        }
    }

    /// Whether a link leads to a place within the page and shows nothing at all: nobody could
    /// follow it, and what its fragment is called is no name for people.
    fn is_unseen_reference(&self, node: NodeId) -> bool {
        let document = &self.page.document;
        let shows = |id| document.tag(id) == Html::Img || document.name(id) == "svg";
        fragment(self.page, node).is_some()
            && super::text::filled(document.attr(node, "title")).is_none()
            && !document.descendants(node).any(shows)
    }

    pub(super) fn leave_link(&mut self, node: NodeId, after: After) {
        if after == After::LinkBlock {
            if !self.flow.is_written() {
                self.name_link(node);
            }
            if let Some(facts) = self.facts_of(node) {
                self.flow.said(facts);
            }
            return self.flow.close();
        }
        let unnamed = !self.flow.inline_used();
        if unnamed {
            self.name_link(node);
        }
        let facts = self.facts_of(node);
        let (within, beside) = match self.aria.label(node) {
            // A label would be heard instead of what is said within.
            Some(_) => (None, facts),
            None => (facts, None),
        };
        if let Some(facts) = within {
            self.flow.said(facts);
        }
        if after == After::LinkLine {
            self.flow.boundary();
        }
        self.flow.close_inline();
        let given = unnamed || beside.is_some();
        if let Some(facts) = beside {
            self.flow.said(facts);
        }
        if given {
            // What follows the link is no part of the name that it was given.
            self.flow.space();
        }
    }

    fn facts_of(&mut self, node: NodeId) -> Option<String> {
        let (_, facts) = self.file_facts.pop_if(|(link, _)| *link == node)?;
        Some(facts)
    }

    /// A link that the page has not as an `a`: frames, media, areas of a map.
    pub(super) fn made_link(&mut self, node: NodeId, target: &'p str, name: Option<Cow<'p, str>>) {
        let page = self.page;
        if !leads(target) {
            let reason = if is_safe(target) { Reason::InvalidAddress } else { Reason::ScriptLink };
            self.ledger.note(reason, node, target.trim());
            if let Some(name) = name.filter(|name| !name.trim().is_empty()) {
                self.flow.said(name.trim().to_owned());
            }
            return;
        }
        let name = name.filter(|name| !name.trim().is_empty()).or_else(|| {
            let name = link_name_fallback(page, node);
            self.ledger.note(Reason::Nameless, node, name.as_deref().unwrap_or_default());
            name.map(Cow::Owned)
        });
        let Some(name) = name else { return };
        let link = Link {
            href: page.resolve(target),
            new_window: opens_window(page, node),
            hreflang: None,
            block: false,
        };
        let mut attributes = self.attributes(node);
        // The name is what it shows.
        attributes.accessible = None;
        self.flow.open_inline(Tag::Link(Box::new(link)), attributes, self.here);
        let name = name.trim().to_owned();
        let facts = self.file_facts(node, target, &name);
        self.flow.said(name);
        if let Some(facts) = facts {
            self.flow.said(facts);
        }
        self.flow.close_inline();
    }

    pub(super) fn form(&mut self, node: NodeId) -> After {
        let page = self.page;
        let attr = |name: &str| page.document.attr(node, name);
        let Some(&form) = self.facts.forms.get(&node) else { return self.other(node) };
        let keyword = |value: Option<&'p str>, known: &[&str]| {
            value.map(str::trim).filter(|v| known.iter().any(|k| k.eq_ignore_ascii_case(v)))
        };
        let action = attr("action").filter(|a| !a.trim().is_empty() && is_safe(a) && is_address(a));
        let tag = Tag::Form(Box::new(Form {
            form,
            action: action.map(|a| page.resolve(a)),
            method: keyword(attr("method"), &["get", "post", "dialog"]),
            enctype: keyword(
                attr("enctype"),
                &["application/x-www-form-urlencoded", "multipart/form-data", "text/plain"],
            ),
        }));
        if matches!(self.flow.top(), Some(TagEnd::Table | TagEnd::Row)) {
            let attributes = self.attributes(node);
            self.flow.hold(Event::Start(tag, attributes));
            self.flow.hold(Event::End(TagEnd::Form));
            return After::Nothing;
        }
        if self.flow.holds_text() {
            // Where no form can begin, its controls name it.
            let attributes = self.attributes(node);
            self.flow.hold(Event::Start(tag, attributes));
            self.flow.hold(Event::End(TagEnd::Form));
            return self.other(node);
        }
        let after = self.context(node, tag);
        if after == After::Context {
            // Its controls may be read elsewhere: it is needed even where nothing is said in it.
            self.flow.write_contexts();
        }
        after
    }

    /// A group of controls. A name that is read as text of the page is not said once more.
    pub(super) fn group(&mut self, node: NodeId) -> After {
        self.context(node, Tag::FieldSet)
    }

    /// What a `label` becomes; `None` where it labels nothing that is shown.
    pub(super) fn label_of(&self, node: NodeId) -> Option<Tag<'p>> {
        let page = self.page;
        let control = page.labeled_control(node)?;
        let field =
            matches!(page.document.tag(control), Html::Input | Html::Select | Html::Textarea);
        if page.styles.of(control).display == Display::None || !field {
            return None;
        }
        // A control within needs no id to be found, even where `for` names it.
        let inside = page.document.ancestors(control).any(|around| around == node);
        let id = page.document.attr(node, "for").filter(|_| !inside);
        Some(Tag::Label { control: id })
    }

    pub(super) fn control(&mut self, node: NodeId) -> After {
        if self.page.styles.of(node).invisible {
            self.left_out(node, Reason::Invisible);
            return After::Nothing;
        }
        let forms = &self.facts.forms;
        match controls::control(&self.aria, node, &|form| forms.get(&form).copied()) {
            controls::Field::Hidden { .. } => self.hidden_field(node),
            controls::Field::Control(control, accessible) => {
                let name = accessible.name.as_deref().unwrap_or_default();
                if control.needs_script && control.kind.is_button() {
                    let reason = self.script_button(node);
                    if reason != Reason::ScriptButton {
                        self.ledger.note(reason, node, name);
                    }
                    match reason {
                        Reason::NeedsScript => {}
                        Reason::ScriptLink if self.page.document.tag(node) == Html::Input => {
                            self.flow.apart();
                            self.flow.said(name.to_owned());
                            self.flow.apart();
                            return After::Nothing;
                        }
                        Reason::ScriptLink => return self.text_of_link(node),
                        _ => {
                            self.flow.apart();
                            self.note_left_out_as(node, reason, name);
                            self.skip(node);
                            return After::Nothing;
                        }
                    }
                }
                if control.needs_script && control.kind.is_choice() {
                    let shown = visible_text(self.page, node);
                    if !shown.is_empty() && !says(name, &shown) {
                        // What it shows of its state, which is said in words.
                        self.ledger.note(Reason::DoubledState, node, shown);
                    }
                }
                match self.page.document.tag(node) {
                    Html::Select => self.note_beside_choices(node),
                    _ => self.note_hidden_within(node, name),
                }
                let mut attributes = self.localised(node);
                attributes.accessible = Some(accessible);
                self.flow.control(Event::Control(control, attributes));
                self.skip(node);
            }
            controls::Field::None => self.skip(node),
        }
        After::Nothing
    }

    /// What becomes of a button that only a script could serve. In the main content it is named as
    /// such; where it shows no words it is left out. Outside the main content, and in a heading, a
    /// header cell or a label, its words stay as text: in a menu they name the list they open.
    fn script_button(&self, node: NodeId) -> Reason {
        let document = &self.page.document;
        let (mut around, mut region) = (document.ancestors(node), None);
        let named = around.find(|&id| {
            region = region.or(self.regions.kind_of(id));
            let tag = document.tag(id);
            let header = matches!(
                tag,
                Html::Th | Html::Summary | Html::Label | Html::Legend | Html::Caption | Html::Dt
            );
            header || heading_level(self.page, id, tag).is_some()
        });
        let shown = document.tag(node) != Html::Button
            || visible_text(self.page, node).contains(char::is_alphanumeric);
        let mut within = document.descendants(node);
        let plain = within.all(|id| id == node || is_plain_in_button(document, id));
        match (named, region) {
            _ if !plain || self.flow.in_link() => Reason::ScriptLink,
            (Some(_), _) => Reason::ScriptLink,
            _ if !shown => Reason::ScriptButton,
            (None, None | Some(RegionKind::Main | RegionKind::Other)) => Reason::NeedsScript,
            // A name that says more than what is shown would be lost as text.
            (None, Some(_)) => {
                match says(&visible_text(self.page, node), &self.aria.name(node).text) {
                    true => Reason::ScriptLink,
                    false => Reason::ScriptButton,
                }
            }
        }
    }

    /// Keeps a hidden field, wherever it stands.
    pub(super) fn hidden_field(&mut self, node: NodeId) {
        let forms = &self.facts.forms;
        let document = &self.page.document;
        let hidden = document.attr(node, "type").is_some_and(|t| t.eq_ignore_ascii_case("hidden"));
        if !hidden || document.has_attr(node, "disabled") {
            return;
        }
        let field = controls::control(&self.aria, node, &|form| forms.get(&form).copied());
        if let controls::Field::Hidden { name, value, form } = field {
            self.flow.hold(Event::Hidden { name, value, form });
        }
    }
}

/// Whether the name of a button says all of what stands in it here.
fn is_plain_in_button(document: &Document, node: NodeId) -> bool {
    let tag = document.tag(node);
    let phrase = matches!(
        tag,
        Html::Span
            | Html::Div
            | Html::P
            | Html::B
            | Html::I
            | Html::Em
            | Html::Strong
            | Html::Small
            | Html::Br
            | Html::Img
            | Html::Code
            | Html::Kbd
    );
    let named_drawing = document.ns(node) == Ns::Svg && document.name(node) == "title";
    phrase || tag == Html::Other && !named_drawing || !document.is_element(node)
}

/// Whether a link may lead to an address: a relative one, or one of a scheme that only ever leads
/// to a place, a person or a file. Everything else (`javascript:`, `data:` …) may be active.
pub(crate) fn is_safe(address: &str) -> bool {
    const SCHEMES: [&str; 20] = [
        "http", "https", "mailto", "tel", "ftp", "ftps", "sftp", "sms", "geo", "news", "irc",
        "xmpp", "urn", "callto", "sip", "sips", "skype", "viber", "webcal", "whatsapp",
    ];
    // The URL Standard strips controls and spaces at the ends, tabs and newlines anywhere.
    let ignored = |c: &char| !c.is_control() && *c != ' ';
    let scheme: String =
        address.chars().filter(ignored).take_while(|c| !matches!(c, '/' | '?' | '#')).collect();
    match scheme.split_once(':') {
        Some((scheme, _)) if scheme.starts_with(|c: char| c.is_ascii_alphabetic()) => {
            SCHEMES.contains(&&*scheme.to_ascii_lowercase())
        }
        _ => true,
    }
}

/// Whether a link to an address leads anywhere.
pub(super) fn leads(address: &str) -> bool {
    is_safe(address) && is_address(address)
}

/// Whether an address leads anywhere: a browser follows no link that it cannot parse.
fn is_address(address: &str) -> bool {
    static BASE: LazyLock<Option<Url>> = LazyLock::new(|| Url::parse("http://example.org/").ok());
    let plain = !address.contains([':', '\\']) && !address.trim_start().starts_with("//");
    plain || BASE.as_ref().is_none_or(|base| base.join(address.trim()).is_ok())
}

fn opens_window(page: &Page, node: NodeId) -> bool {
    page.document.attr(node, "target").is_some_and(|t| t.eq_ignore_ascii_case("_blank"))
}

/// Whether a fragment leads nowhere: `#` and `#top` lead to the top of the page.
fn missing_target(page: &Page, fragment: &str) -> bool {
    !fragment.eq_ignore_ascii_case("top") && page.fragment_target(fragment).is_none()
}

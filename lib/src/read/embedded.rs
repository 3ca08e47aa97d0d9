//! Images, media, frames and everything else that stands for content from elsewhere.

use super::Reading;
use super::enter::{After, collapse};
use super::files::is_document;
use super::lazy::Pair;
use super::links::leads;
use super::text::{filled, link_name_fallback, visible_text};
use crate::aria::Role;
use crate::dom::{Document, NodeId, Ns, Tag as Html};
use crate::escape::says_something;
use crate::event::{Attributes, Image, ImageSource, Tag, TagEnd};
use crate::ledger::Reason;
use std::borrow::Cow;
use std::collections::HashSet;

impl<'p> Reading<'p> {
    pub(super) fn embedded(&mut self, node: NodeId, tag: Html) -> After {
        let page = self.page;
        let attr = |name: &str| page.document.attr(node, name);
        match tag {
            Html::Img => self.image(node),
            Html::Input
            | Html::Select
            | Html::Textarea
            | Html::Button
            | Html::Meter
            | Html::Progress => return self.control(node),
            Html::Map => return self.map(node),
            Html::Area => self.area(node),
            Html::Iframe | Html::Frame | Html::Embed => {
                self.frame(node);
                self.skip(node);
            }
            Html::Object | Html::Applet => {
                if let Some(data) = attr("data").filter(|data| !data.trim().is_empty()) {
                    self.ledger.note(Reason::Embedded, node, data);
                    // Without a name only a document says anything by its file: a picture has its
                    // fallback, a page that is framed is mostly there to count visitors.
                    let name = self.given_name(node);
                    if name.is_some() || is_document(page, node, data) {
                        self.made_link(node, data, name);
                        self.flow.space();
                    }
                }
                return self.other(node);
            }
            Html::Video | Html::Audio => self.media(node),
            Html::Noframes | Html::Noembed => self.left_out(node, Reason::Embedded),
            Html::Wbr | Html::Source | Html::Track | Html::Param => {}
            Html::Option | Html::Optgroup => return self.stray_choice(node, tag),
            Html::Canvas => {
                self.flow.space();
                return match self.other(node) {
                    After::Nothing => After::Space,
                    after => after,
                };
            }
            // A shadow tree is read in the place of its host's children.
            Html::Template => self.skip(node),
            _ => return self.other(node),
        }
        After::Nothing
    }

    /// A choice or a group outside of every list shows its label: a choice instead of its text.
    fn stray_choice(&mut self, node: NodeId, tag: Html) -> After {
        let after = self.block(node);
        let document = &self.page.document;
        if let Some(label) = filled(document.attr(node, "label")) {
            self.flow.said(label.to_owned());
            self.flow.boundary();
            if tag == Html::Option {
                self.note_within_choice(node);
                self.skip(node);
            }
        }
        after
    }

    /// The name that attributes give: those of ARIA, `alt`, `title`.
    pub(super) fn given_name(&self, node: NodeId) -> Option<Cow<'p, str>> {
        let page = self.page;
        let titles = ["alt", "title"].map(|name| page.document.attr(node, name));
        self.aria.label(node).or_else(|| titles.into_iter().find_map(filled).map(Cow::Borrowed))
    }

    fn image(&mut self, node: NodeId) {
        let document = &self.page.document;
        if self.page.styles.of(node).invisible {
            let name = self.given_name(node).unwrap_or_default();
            return self.ledger.note(Reason::Invisible, node, name);
        }
        let shown = match self.pair(node) {
            Some(Pair::Unread) => return,
            Some(Pair::Read(shown)) => shown,
            None => node,
        };
        // An alternative text that is kept from those whom it is for is said to nobody.
        let unsaid = self.aria.hidden(node);
        let decorative = unsaid
            || document.has_attr(node, "role") && self.aria.role(node).is_some_and(Role::is_none);
        // What is left out is told by its text, if it has any.
        let alt = filled(document.attr(node, "alt"));
        let source = alt.or(document.attr(node, "src")).unwrap_or_default();
        let name = self.given_name(node).filter(|_| !decorative);
        match (&name, document.attr(node, "alt")) {
            (Some(_), _) => {}
            (None, Some(_)) => {
                self.flow.apart();
                return self.ledger.note(Reason::DecorativeImage, node, source);
            }
            (None, None) if decorative => {
                return self.ledger.note(Reason::DecorativeImage, node, source);
            }
            (None, None) if is_spacer(&self.page.document, node) => {
                return self.ledger.note(Reason::DecorativeImage, node, source);
            }
            (None, None) => {
                self.ledger.note(Reason::MissingAlternative, node, source);
                if self.flow.in_link() {
                    // The link is named by its words, or else by its title or target.
                    return;
                }
            }
        }
        self.say_image(node, shown, name);
    }

    /// Whether an element is an image by its role, with a name that only its role gives it.
    pub(super) fn is_picture(&self, node: NodeId, tag: Html) -> bool {
        let document = &self.page.document;
        let role = document.attr(node, "role").and_then(|r| r.split_ascii_whitespace().next());
        role.is_some_and(|role| matches!(&*role.to_ascii_lowercase(), "img" | "image"))
            && !matches!(tag, Html::Img | Html::Other | Html::A | Html::Object)
            && document.attr(node, "aria-hidden") != Some("true")
            && self.aria.label(node).is_some()
    }

    /// Says what an element shows that is an image by its role; text in it stays where it is seen.
    pub(super) fn picture(&mut self, node: NodeId) -> After {
        self.say_image(node, node, self.aria.label(node));
        let shown = visible_text(self.page, node);
        if !shown.contains(char::is_alphanumeric) {
            // Stars and the like are what the name says.
            if !shown.is_empty() {
                self.ledger.note(Reason::Decoration, node, shown);
            }
            self.skip(node);
        }
        After::Nothing
    }

    /// An image by its words; its forms may be those of another element.
    fn say_image(&mut self, node: NodeId, shown: NodeId, alt: Option<Cow<'p, str>>) {
        let attributes = self.localised(node);
        let alt =
            alt.map(|alt| match alt.contains(|c: char| c.is_ascii_whitespace() || c == '\u{ad}') {
                true => Cow::Owned(collapse(&alt).replace('\u{ad}', "")),
                false => alt,
            });
        let alone = self.only_images;
        let captioned =
            !alone && alt.as_deref().is_some_and(|alt| self.caption_begins_with(node, alt));
        if captioned {
            let alt = alt.as_deref().unwrap_or_default();
            self.ledger.note(Reason::DoubledAlternative, node, alt.to_owned());
        }
        let document = &self.page.document;
        let source = document.attr(shown, "src").map(str::trim).filter(|it| !it.is_empty());
        let width = document.attr(node, "width").and_then(|width| width.trim().parse().ok());
        let width = width.filter(|&width| width > 0);
        let sources = sources(document, shown);
        let lang = attributes.lang;
        let accessible = self.aria.accessible(node);
        let description = accessible.as_ref().and_then(|it| it.description.clone());
        let description = description.filter(|it| Some(it) != alt.as_ref());
        let description_is_title = accessible.is_some_and(|it| it.description_is_title);
        let image = Image {
            alt,
            alone,
            source,
            sources,
            width,
            description,
            description_is_title,
            lang,
            captioned,
        };
        self.anchor(node);
        self.flow.image(image);
    }

    /// Whether the caption of the figure that an image stands in begins with some words.
    fn caption_begins_with(&mut self, node: NodeId, words: &str) -> bool {
        let document = &self.page.document;
        let mut around = document.ancestors(node);
        let Some(figure) = around.find(|&id| document.tag(id) == Html::Figure) else {
            return false;
        };
        if self.caption.as_ref().is_none_or(|(of, _)| *of != figure) {
            let caption =
                document.children(figure).find(|&id| document.tag(id) == Html::Figcaption);
            let text = caption.map(|id| visible_text(self.page, id)).unwrap_or_default();
            self.caption = Some((figure, text));
        }
        let rest = self.caption.as_ref().and_then(|(_, text)| text.strip_prefix(words));
        rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    }

    /// Elements of other namespaces, and unknown ones.
    pub(super) fn foreign(&mut self, node: NodeId) -> After {
        let document = &self.page.document;
        match (document.ns(node), document.name(node)) {
            (Ns::Svg, "svg") => {
                self.drawing(node);
                After::Space
            }
            (Ns::Svg, "title" | "desc" | "metadata" | "defs" | "symbol" | "style" | "script") => {
                self.skip(node);
                After::Nothing
            }
            (Ns::Svg, "text" | "tspan" | "textPath") => {
                self.flow.space();
                After::Space
            }
            (Ns::Svg, "a") => match document.attr(node, "href").is_some() {
                true => self.link(node),
                false => After::Nothing,
            },
            (Ns::MathMl, "math") if self.page.styles.of(node).invisible => {
                self.left_out(node, Reason::Invisible);
                After::Nothing
            }
            (Ns::MathMl, "math") => self.math(node),
            (Ns::MathMl, "annotation" | "annotation-xml") => {
                self.skip(node);
                After::Nothing
            }
            (Ns::MathMl, "mphantom") => {
                self.left_out(node, Reason::Invisible);
                After::Nothing
            }
            (Ns::MathMl, "mi" | "mn" | "mo" | "ms" | "mtext") => {
                self.flow.space();
                After::Space
            }
            _ => self.other(node),
        }
    }

    /// A drawing is named by ARIA or by its title; text in it is read as text.
    fn drawing(&mut self, node: NodeId) {
        let document = &self.page.document;
        self.flow.space();
        if document.attr(node, "aria-hidden") == Some("true") {
            return;
        }
        let title = document.children(node).find(|&id| document.name(id) == "title");
        let words = title.map(|id| collapse(&document.text_content(id)));
        let words = words.filter(|words| says_something(words)).unwrap_or_default();
        let label = self.aria.label(node);
        if label.as_ref().is_none_or(|label| *label == words) {
            self.said_title = title.filter(|_| !words.is_empty());
        }
        if let Some(name) = label.or((!words.is_empty()).then_some(Cow::Owned(words))) {
            self.say_image(node, node, Some(name));
        }
    }

    /// An image map is a list of its links (HTML Standard, 4.8.13).
    fn map(&mut self, node: NodeId) -> After {
        let document = &self.page.document;
        let areas = |id: NodeId| document.tag(id) == Html::Area && document.has_attr(id, "href");
        if !document.children(node).any(areas) {
            return self.other(node);
        }
        let tag =
            Tag::List { start: None, reversed: false, numbering: Default::default(), style: None };
        self.context(node, tag)
    }

    fn area(&mut self, node: NodeId) {
        let Some(href) = self.page.document.attr(node, "href") else {
            return self.left_out(node, Reason::Hidden);
        };
        let item = self.flow.top() == Some(TagEnd::List) || self.flow.implies_item();
        self.flow.locale = self.here;
        let item_tag = Tag::Item { number: None, marker: None };
        let opened = item && self.flow.open(item_tag, Attributes::new(node));
        self.made_link(node, href, self.given_name(node));
        match opened {
            true => self.flow.close(),
            false => self.flow.space(),
        }
    }

    fn frame(&mut self, node: NodeId) {
        let document = &self.page.document;
        let source = document.attr(node, "src").map(str::trim).filter(|src| !src.is_empty());
        let name = self.given_name(node).or_else(|| {
            let name = document.attr(node, "name").filter(|_| document.tag(node) == Html::Frame);
            name.map(Cow::Borrowed)
        });
        let fallback = collapse(&document.text_content(node));
        self.ledger.note(Reason::Embedded, node, fallback);
        let block = document.tag(node) == Html::Frame;
        if block {
            self.flow.boundary();
        }
        match source {
            Some(source) if source != "about:blank" => {
                self.flow.space();
                self.made_link(node, source, name);
                self.flow.space();
            }
            _ => {
                if let Some(name) = name {
                    self.flow.space();
                    self.flow.said(name.into_owned());
                    self.flow.space();
                }
            }
        }
        if block {
            self.flow.boundary();
        }
    }

    /// A film or sound becomes links: to itself in each form that the page offers, to each of its
    /// tracks, and those of its fallback that lead elsewhere.
    fn media(&mut self, node: NodeId) {
        let document = &self.page.document;
        let inside = |tag| document.descendants(node).filter(move |&id| document.tag(id) == tag);
        let own = document.attr(node, "src").map(|src| (node, src));
        let source = |id| document.attr(id, "src").map(|src| (id, src));
        // With an address of its own the element looks at no other source (HTML Standard, 4.8.11.5).
        let sources: Vec<_> = match own {
            Some(own) => vec![own],
            None => inside(Html::Source).filter_map(source).collect(),
        };
        let mut said: Vec<Cow<'p, str>> = Vec::new();
        self.flow.space();
        for (at, source) in sources {
            let target = self.page.resolve(source);
            if said.contains(&target) || said.len() == MOST_SOURCES {
                continue;
            }
            said.push(target);
            let file = || link_name_fallback(self.page, at).map(Cow::Owned);
            let name = self.given_name(node).or_else(file);
            self.made_link(at, source, name);
            self.flow.space();
        }
        for track in inside(Html::Track) {
            // A keyword of HTML is no word of the page: what has no label is named by its file.
            let label = document.attr(track, "label").map(Cow::Borrowed);
            let file = || link_name_fallback(self.page, track).map(Cow::Owned);
            let label = label.filter(|label| !label.trim().is_empty()).or_else(file);
            if let Some(source) = document.attr(track, "src") {
                self.made_link(track, source, label);
                self.flow.space();
            }
        }
        let mut linked: HashSet<NodeId> = HashSet::new();
        for link in inside(Html::A) {
            let Some(href) = document.attr(link, "href").filter(|href| leads(href)) else {
                continue;
            };
            let name = visible_text(self.page, link);
            if !said.contains(&self.page.resolve(href)) && !name.is_empty() {
                self.made_link(link, href, Some(name.into()));
                self.flow.space();
                self.note_hidden_within(link, "");
                linked.insert(link);
            }
        }
        self.note_left_out_but(node, Reason::Embedded, |id| linked.contains(&id));
        self.skip(node);
    }
}

/// So many forms of one film or sound are linked to.
const MOST_SOURCES: usize = 16;

/// So many sources of one `picture` are looked at, among so many of its children.
const MOST_CHILDREN: usize = 64;

/// The forms of an image beside its `src`: the sources of its `picture` that stand before it, and its
/// own set.
fn sources(document: &Document, image: NodeId) -> Vec<ImageSource<'_>> {
    let parent = document.parent(image).filter(|&id| document.tag(id) == Html::Picture);
    let before = parent.into_iter().flat_map(|id| document.children(id).take(MOST_CHILDREN));
    let before = before.take_while(|&id| id != image);
    let elements = before.filter(|&id| document.tag(id) == Html::Source).chain([image]);
    let source = |id| {
        let attr = |name| document.attr(id, name).unwrap_or_default().trim();
        let (media, kind) = if id == image { ("", "") } else { (attr("media"), attr("type")) };
        ImageSource { set: attr("srcset"), sizes: attr("sizes"), media, kind }
    };
    elements.map(source).filter(|source| !source.set.is_empty()).collect()
}

/// Whether an image is too small to show anything, by the size that its attributes give it: it only
/// keeps other things apart, or counts visitors.
fn is_spacer(document: &Document, node: NodeId) -> bool {
    const SMALLEST: u32 = 5;
    ["width", "height"].into_iter().any(|name| {
        let value = document.attr(node, name).unwrap_or_default().trim();
        let number = value.strip_suffix("px").unwrap_or(value).parse::<u32>();
        number.is_ok_and(|size| size <= SMALLEST)
    })
}

//! The dates that a page says in JSON-LD, in the words of schema.org.

use super::date;
use serde_json::Value;
use std::collections::VecDeque;

/// When a page was changed and published.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Dates {
    pub(super) modified: Option<String>,
    pub(super) published: Option<String>,
}

/// The properties whose values are the page itself or what it is about; others, such as comments and
/// the items of a list, have dates of their own.
const SAME_THING: [&str; 3] = ["@graph", "mainEntity", "mainEntityOfPage"];

/// The first dates of a JSON-LD script that are those of the page. What is no JSON says nothing.
pub(super) fn dates(json: &str) -> Dates {
    let mut found = Dates::default();
    // Most scripts have no date: they are not parsed.
    if !json.contains("\"dateModified\"") && !json.contains("\"datePublished\"") {
        return found;
    }
    let Ok(root) = serde_json::from_str::<Value>(json.trim()) else { return found };
    let mut open = VecDeque::from([&root]);
    while let Some(value) = open.pop_front() {
        match value {
            Value::Array(values) => open.extend(values),
            Value::Object(object) => {
                let date = |name| object.get(name).and_then(Value::as_str).and_then(date::w3c);
                found.modified = found.modified.take().or_else(|| date("dateModified"));
                found.published = found.published.take().or_else(|| date("datePublished"));
                open.extend(SAME_THING.iter().filter_map(|name| object.get(*name)));
            }
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{Dates, dates};

    fn found(json: &str) -> (Option<String>, Option<String>) {
        let Dates { modified, published } = dates(json);
        (modified, published)
    }

    #[test]
    fn the_dates_of_the_page() {
        let graph = r#" {"@context": "https://schema.org", "@graph": [
            {"@type": "Organization", "name": "Town Hall"},
            {"@type": "WebPage", "datePublished": "2010-04-29", "dateModified": "2011-05-30T08:00:00+02:00"},
            {"@type": "Article", "dateModified": "2012-01-01"}]}"#;
        let (modified, published) = found(graph);
        assert_eq!(modified.as_deref(), Some("2011-05-30T08:00:00+02:00"));
        assert_eq!(published.as_deref(), Some("2010-04-29"));
        let list = r#"[{"@type":"NewsArticle","datePublished":"2010-04-29T08:30:00"}]"#;
        assert_eq!(found(list), (None, Some("2010-04-29".to_owned())));
    }

    #[test]
    fn dates_of_other_things_are_none_of_the_page() {
        let comments = r#"{"@type":"WebPage","comment":[{"dateModified":"2010-04-29"}],
            "mainEntity":{"@type":"ItemList","itemListElement":[{"datePublished":"2010-04-29"}]}}"#;
        let broken = r#"{"dateModified": "2010-04-29""#;
        for json in [comments, broken, r#"{"dateModified": "last spring"}"#, "\"dateModified\""] {
            assert_eq!(dates(json), Dates::default(), "{json}");
        }
    }

    #[test]
    fn nested_deeply() {
        let deep = format!("{}\"dateModified\"{}", "[".repeat(100_000), "]".repeat(100_000));
        assert_eq!(dates(&deep), Dates::default());
    }
}

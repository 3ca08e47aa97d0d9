//! What pages are called in a list: their titles without what all have in common.

use std::collections::HashMap;

/// What stands between a page's own title and the site's name.
const SEPARATORS: [&str; 5] = [" | ", " – ", " — ", " - ", " :: "];

/// The site's names at the end of titles, one for each language.
#[derive(Debug, Default)]
pub(super) struct SiteNames(Vec<String>);

/// The part of a title from its last separator on.
fn ending(title: &str) -> Option<&str> {
    let at = SEPARATORS.iter().filter_map(|separator| title.rfind(separator)).max()?;
    (at > 0).then(|| &title[at..])
}

/// An ending that a third of all titles have is among so many candidates (Misra and Gries, "Finding
/// repeated elements", 1982).
const CANDIDATES: usize = 3;

impl SiteNames {
    /// The endings that at least three titles and a third of them all have. `titles` shows all titles;
    /// they are gone through twice, and only the candidates are kept.
    pub(super) fn of(titles: impl Fn(&mut dyn FnMut(&str))) -> SiteNames {
        let mut counted: HashMap<String, usize> = HashMap::new();
        titles(&mut |title| {
            let Some(ending) = ending(title) else { return };
            if let Some(count) = counted.get_mut(ending) {
                *count += 1;
            } else if counted.len() < CANDIDATES {
                counted.insert(ending.to_owned(), 1);
            } else {
                counted.values_mut().for_each(|count| *count -= 1);
                counted.retain(|_, count| *count > 0);
            }
        });
        counted.values_mut().for_each(|count| *count = 0);
        let mut all = 0;
        titles(&mut |title| {
            all += 1;
            if let Some(count) = ending(title).and_then(|ending| counted.get_mut(ending)) {
                *count += 1;
            }
        });
        counted.retain(|_, count| *count >= 3 && *count * 3 >= all);
        let mut names: Vec<String> = counted.into_keys().collect();
        names.sort();
        SiteNames(names)
    }

    /// A title without the site's name.
    pub(super) fn without<'t>(&self, title: &'t str) -> &'t str {
        let name = self.0.iter().find_map(|name| title.strip_suffix(name.as_str()));
        name.filter(|rest| !rest.trim().is_empty()).unwrap_or(title)
    }
}

#[cfg(test)]
mod tests {
    use super::SiteNames;

    #[test]
    fn leaves_out_what_all_have() {
        let titles = ["Kontakty – Úřad", "Zprávy – Úřad", "Formuláře – 2010 – Úřad", "Úřad"];
        let names = SiteNames::of(|show| titles.into_iter().for_each(show));
        assert_eq!(
            titles.map(|title| names.without(title)),
            ["Kontakty", "Zprávy", "Formuláře – 2010", "Úřad"]
        );
    }

    #[test]
    fn keeps_what_few_have() {
        let titles = ["A - x", "B - x", "C", "D", "E"];
        let names = SiteNames::of(|show| titles.into_iter().for_each(show));
        assert_eq!(names.without("A - x"), "A - x");
    }
}

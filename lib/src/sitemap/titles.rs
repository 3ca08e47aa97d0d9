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

impl SiteNames {
    /// The endings that at least three titles and a third of them all have.
    pub(super) fn of<'t>(titles: impl Iterator<Item = &'t str>) -> SiteNames {
        let (mut endings, mut count) = (HashMap::<&str, usize>::new(), 0);
        for title in titles {
            count += 1;
            if let Some(ending) = ending(title) {
                *endings.entry(ending).or_default() += 1;
            }
        }
        let common = |&(_, &n): &(&&str, &usize)| n >= 3 && n * 3 >= count;
        let mut names: Vec<_> =
            endings.iter().filter(common).map(|(e, _)| (*e).to_owned()).collect();
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
        let names = SiteNames::of(titles.into_iter());
        assert_eq!(
            titles.map(|title| names.without(title)),
            ["Kontakty", "Zprávy", "Formuláře – 2010", "Úřad"]
        );
    }

    #[test]
    fn keeps_what_few_have() {
        let titles = ["A - x", "B - x", "C", "D", "E"];
        let names = SiteNames::of(titles.into_iter());
        assert_eq!(names.without("A - x"), "A - x");
    }
}

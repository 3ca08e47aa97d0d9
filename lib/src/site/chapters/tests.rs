//! Which pages are the chapters of one article.

use super::*;

fn signs(next: &str, before: &str, named: bool, lists: &[(bool, &[&str])]) -> Signs {
    let page = |key: &str| (!key.is_empty()).then(|| key.to_owned());
    let list = |&(headed, pages): &(bool, &[&str])| {
        let pages = pages.iter().map(|&page| page.to_owned()).collect();
        Arc::new(List { headed, pages })
    };
    let lists = lists.iter().map(list).collect();
    Signs { next: page(next), before: page(before), named, lists }
}

fn articles(pages: &[(&str, Signs)]) -> Vec<Vec<String>> {
    Chapters::new(&pages.iter().map(|(key, signs)| ((*key).to_owned(), signs.clone())).collect())
        .articles
}

#[test]
fn a_list_that_all_chapters_carry() {
    let list: &[(bool, &[&str])] = &[(true, &["b", "a"])];
    let same = [("a", signs("", "", false, list)), ("b", signs("", "", false, list))];
    assert_eq!(articles(&same), [["b", "a"]]);
    let one = [("a", signs("", "", false, list)), ("b", signs("", "", false, &[]))];
    assert!(articles(&one).is_empty());
    let menu: &[(bool, &[&str])] = &[(false, &["b", "a"])];
    let menus = [("a", signs("", "", false, menu)), ("b", signs("", "", false, menu))];
    assert!(articles(&menus).is_empty());
}

#[test]
fn a_row_of_pages_that_speaks_of_chapters() {
    let row = |named| {
        [
            ("a", signs("b", "", named, &[])),
            ("b", signs("c", "a", named, &[])),
            ("c", signs("", "b", named, &[])),
        ]
    };
    assert_eq!(articles(&row(true)), [["a", "b", "c"]]);
    // The pages of a list of news follow one another too.
    assert!(articles(&row(false)).is_empty());
    let [a, b, c] = row(false);
    let contents = ("index", signs("", "", false, &[(false, &["a", "b", "c"])]));
    assert_eq!(articles(&[a, b, c, contents]), [["a", "b", "c"]]);
}

#[test]
fn a_row_is_agreed_on_and_ends() {
    let one_way = [("a", signs("b", "", true, &[])), ("b", signs("", "", true, &[]))];
    assert!(articles(&one_way).is_empty());
    let round = [("a", signs("b", "b", true, &[])), ("b", signs("a", "a", true, &[]))];
    assert!(articles(&round).is_empty());
}

#[test]
fn speaks_of_chapters_in_several_languages() {
    for text in ["Kapitoly", "Chapters:", "Další kapitola", "Kapitel 3", "Rozdziały"] {
        assert!(speaks_of_chapters(text), "{text}");
    }
    assert!(!speaks_of_chapters("Next page"));
    assert!(may_say(b"<A REL='nofollow next' HREF=b>"));
    assert!(!may_say(b"<a rel=nofollow>next</a>"));
}

#[test]
fn a_list_of_many_pages_is_kept_once_and_written_with_each() {
    let list: &[(bool, &[&str])] = &[(true, &["a", "b"])];
    let [mut one, mut other] = [signs("", "", false, list), signs("b", "", true, list)];
    let mut known = HashSet::new();
    one.share(&mut known);
    other.share(&mut known);
    assert!(Arc::ptr_eq(&one.lists[0], &other.lists[0]));
    let text = serde_json::to_string(&other).unwrap();
    assert_eq!(serde_json::from_str::<Signs>(&text).unwrap(), other);
}

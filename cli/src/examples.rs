//! The end of each command's help: examples, which a test runs, and the exit status.

macro_rules! help {
    ($($example:literal)+; $status:expr) => {
        concat!("Examples:\n", $("  ", $example, "\n",)+ "\nExit status: ", $status)
    };
}

macro_rules! done {
    () => {
        "0 if all went well, 2 if something could not be done."
    };
}

pub(crate) const TEXT: &str = help!(
    "textify page.html                        plain text on the terminal"
    "textify page.html -o page.md             Markdown, by the ending of the file name"
    "textify --to html -o texts/ site/*.html  an HTML text version of each page"
    "textify --only main --explain page.html  the main content, and how the page was interpreted"
    "textify page.html -o page.txt --ledger left-out.json"
    "curl -L https://www.example.org/ | textify --url https://www.example.org/";
    done!()
);

pub(crate) const CHECK: &str = help!(
    "textify check site/                      all pages in a folder"
    "textify check site/ --level AAA --ignore page-has-h1,link-new-window"
    "textify check site/ --output sarif=check.sarif --output html=check.html"
    "textify check site/ --baseline accepted.json --update-baseline"
    "textify check site/ --baseline accepted.json"
    "textify check page.html --diff           the fixes as a patch"
    "textify check --sitemap sitemap.xml --root site/"
    "curl -L https://www.example.org/ | textify check -";
    "0 if the check passes, 1 if there are findings that --fail-on or --max-warnings do not allow, \
     2 if a page could not be checked."
);

pub(crate) const COMPLETIONS: &str = help!(
    "textify completions bash > ~/.local/share/bash-completion/completions/textify"
    "textify completions fish > ~/.config/fish/completions/textify.fish";
    done!()
);

pub(crate) const EXPLAIN: &str = help!(
    "textify explain viewport-zoom            one rule"
    "textify explain wcag2a                   all rules for level A of WCAG 2.0"
    "textify explain > rules.md               all rules";
    done!()
);

pub(crate) const EXPORT: &str = help!(
    "textify export site/ public/ --base-url https://www.example.org/"
    "textify export site/ public/ --base-url https://www.example.org/ --only text,sitemap"
    "textify export site/ public/ --base-url https://www.example.org/ --quiet";
    done!()
);

pub(crate) const LINKS: &str = help!(
    "textify links --for news/item.php --base-url https://www.example.org/ --lang cs --main content"
    "textify links site/ --for contacts.html --base-url https://www.example.org/"
    "textify links --for index.php --base-url https://www.example.org/ --css css/links.css";
    done!()
);

pub(crate) const PRINT: &str = help!(
    "textify print page.html -o print.html"
    "textify print chapter-*.html -o book.html --title \"The whole guide\""
    "textify print page.html -o large.html --size large --links none --qr"
    "curl -L https://www.example.org/ | textify print --url https://www.example.org/";
    done!()
);

pub(crate) const SCHEMA: &str = help!(
    "textify schema config > textify.schema.json    for editors of textify.toml"
    "textify schema check > check.schema.json       for programs that read the JSON report";
    done!()
);

pub(crate) const SITEMAP: &str = help!(
    "textify sitemap site/ --base-url https://www.example.org/ > sitemap.xml"
    "textify sitemap site/ --base-url https://www.example.org/ -o public/ --gzip"
    "textify sitemap site/ --base-url https://www.example.org/ -o public/ --report faults.json";
    done!()
);

pub(crate) const TREE: &str = help!(
    "textify tree page.html                   the accessibility tree of the page"
    "textify tree --select \"main a\" page.html";
    done!()
);

pub(crate) const VERIFY: &str = help!(
    "textify verify public/ --base-url https://www.example.org/"
    "textify verify public/ --source site/ --base-url https://www.example.org/"
    "textify verify public/ --base-url https://www.example.org/ --format earl > evidence.jsonld";
    "0 if every version is there and says what its page says, 1 if there are gaps, 2 if something \
     could not be done."
);

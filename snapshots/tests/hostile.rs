//! Pages that want to do harm: whatever they hold, only what is allowed comes out.

use crate::common::{Form, Tree, cases};
use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser, Tag};
use textify::{Page, ParseOptions};

/// What runs, loads, steers or pretends to be markup.
const PIECES: &[&str] = &[
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1) alt='<script>x</script>'>",
    "<a href='javascript:alert(1)'>one</a>",
    "<a href=' jav&#x09;ascript&colon;x'>two</a>",
    "<a href='&#1;JAVASCRIPT:x'>three</a>",
    "<a href='data:text/html,<script>x</script>'>four</a>",
    "<a href='vbscript:x'>five</a>",
    "<a href='https://example.org/\"onclick=\"x' title='\"><script>x</script>'>six</a>",
    "<a href='http://[not-an-address' onclick=x>seven</a>",
    "<a id='\"><script>' href='#\"><script>'>eight</a>",
    "<form action='javascript:x' onsubmit=y><button formaction='javascript:z'>send</button>",
    "<input type=submit formaction='data:text/html,x' value='\"><b>' onclick=x>",
    "<input type=image src='javascript:x' alt=go formaction=vbscript:x>",
    "<input type=hidden name='\"><script>' value='<script>'>",
    "<button type=button onclick=x autofocus>press</button>",
    "<iframe srcdoc='<script>x</script>' title='frame'></iframe>",
    "<iframe src='javascript:x' title='frame'></iframe>",
    "<meta http-equiv=refresh content='0;url=javascript:x'>",
    "<base href='javascript:x'>",
    "<base href='intent://x/y'><a href='z'>relative</a>",
    "<link rel=stylesheet href='javascript:x'>",
    "<style>p { background: url(javascript:x) } </style>",
    "<p style='width: expression(x)' onclick=y title='\" onmouseover=\"x'>styled</p>",
    "<svg onload=x><script>y</script><a xlink:href='javascript:z'><text>drawn</text></a></svg>",
    "<svg><style><img src=x onerror=y></style><title>named</title></svg>",
    "<svg><foreignObject><p onclick=x>foreign</p></foreignObject></svg>",
    "<math href='javascript:x' onclick=y alttext='\"><script>'><mi style='a:b' id=d>m</mi></math>",
    "<math><annotation-xml encoding='text/html'><script>q</script></annotation-xml></math>",
    "<math><mtext><img src=x onerror=y alt=i><a href='javascript:x'>deep</a></mtext></math>",
    "<math><maction actiontype='statusline' xlink:href='javascript:x'><mn>1</mn></maction></math>",
    "<math><mtext></math><script>x</script>",
    "<math><mglyph><style><img src=x onerror=y></style></mglyph></math>",
    "<object data='data:text/html,x' title='object'>fallback</object>",
    "<embed src='javascript:x' title='embedded'>",
    "<video src='javascript:x' controls onplay=y title='film'></video>",
    "<table background='javascript:x'><tr><td onclick=y>cell</table>",
    "<abbr title='\"><script>x</script>'>ab</abbr>",
    "<time datetime='\"><b onclick=x>'>now</time>",
    "<noscript><p title='</noscript><img src=x onerror=y>'>none</noscript>",
    "<xmp><script>x</script></xmp>",
    "<plaintext><script>x</script>",
    "<!--><script>x</script>-->",
    "<select onfocus=x><option label='<b>' value='\"><script>'>choice</select>",
    "<textarea></textarea><textarea>&lt;/textarea>&lt;script></textarea>",
    "<template shadowrootmode=open><a href='javascript:x' onclick=y>shadow</a></template>",
    "<details ontoggle=x open><summary onclick=y>sum</summary>mary</details>",
    "<map name=m><area href='javascript:x' alt='area'><area href=/ok alt='fine'></map>",
    "<q cite='javascript:x'>quoted</q><ins cite='javascript:x'>added</ins>",
    "<p lang='\"><b>' dir='javascript:' id='a b'>named</p>",
    "&lt;script&gt;alert(1)&lt;/script&gt; <b>&lt;img src=x onerror=y&gt;</b>",
    "[link](javascript:x) <b>![image](x)</b> ``` <p>    &lt;b&gt; # &amp;lt;",
    "<p>&lt;https://example.org&gt; &lt;javascript:x&gt; javascript:alert(1)",
    "<svg><a href='javascript:x'><text>linked</text></a></svg>",
    "<svg><animate attributeName=href values='javascript:x'/><set attributeName=onclick to=x /></svg>",
    "<svg><use href='data:image/svg+xml,<svg onload=x>'/><image href=x onerror=y /></svg>",
    "<svg><script href='data:,x'/></svg><svg><handler>x</handler></svg>",
    "<math><semantics><mi>a</mi><annotation-xml encoding='application/xhtml+xml'><a href='javascript:x'>b</a></annotation-xml></semantics></math>",
    "<math xlink:href='javascript:x'><mi href='javascript:y' xlink:href='javascript:z'>h</mi></math>",
    "<math><mrow onmouseover=x style='background:url(javascript:y)' class=c><mi>s</mi></mrow></math>",
    "<meta http-equiv='Content-Security-Policy' content='x'><meta http-equiv='set-cookie' content='a=b'>",
    "<a href='java\nscript:x'>line</a><a href='\u{a0}javascript:x'>nbsp</a><a href='//javascript:x@e/'>slashes</a>",
    "<a href='blob:x'>b</a><a href='filesystem:x'>f</a><a href='view-source:x'>v</a><a href='livescript:x'>l</a>",
    "<a href='data:text/html;base64,PHNjcmlwdD4='>base</a><a href='data:image/svg+xml,<svg onload=x>'>svg</a>",
    "<a href='/ok' ping='javascript:x' target=_self download onclick=x style='x:y'>ping</a>",
    "<a href='/ok' title='x' rel=import referrerpolicy=x>import</a><link rel=import href=x><link rel=preload href=x as=script>",
    "<body onload=x background='javascript:y'>",
    "<html manifest=x onclick=y>",
    "<object type='text/html' data='javascript:x' classid='clsid:x'><param name=src value='javascript:y'>o</object>",
    "<applet code='javascript:x' codebase='y' alt=app></applet>",
    "<video poster='javascript:x'><source src='javascript:y' onerror=z><track src='javascript:t' label=captions></video>",
    "<audio src='data:text/html,x' autoplay></audio><bgsound src='javascript:x'>",
    "<isindex action='javascript:x' prompt=p><keygen onfocus=x autofocus>",
    "<frameset onload=x><frame src='javascript:y' title=frame></frameset>",
    "<portal src='javascript:x'></portal><fencedframe src=x></fencedframe><webview src=x></webview>",
    "<dialog open onclose=x>d</dialog><p popover=auto id=pop ontoggle=x>p</p><button popovertarget=pop command=show-modal commandfor=pop>b</button>",
    "<p contenteditable onbeforeinput=x accesskey=x draggable=true is=x-y slot=z part=q exportparts=r nonce=n>e</p>",
    "<p itemscope itemtype='javascript:x' itemprop=y data-x='\"><script>' xmlns='javascript:x'>m</p>",
    "<input type=text value='\"onfocus=x autofocus=\"' list=l form=f><datalist id=l><option value='<script>'></datalist>",
    "<input type=file onchange=x capture><input type=color value='javascript:x'>",
    "<details><summary><a href='javascript:x'>in</a></summary></details>",
    "<style>@import 'javascript:x'; b::before { content: '<script>y</script>' }</style><b>generated</b>",
    "<style>b::after { content: attr(title) }</style><b title='<img src=x onerror=y>'>attr</b>",
    "<p style=\"content: '</style><script>x</script>'\">style</p><style></sty<script>x</script></style>",
    "<noscript><style></noscript><img src=x onerror=y></style></noscript>",
    "<textarea><img title='</textarea><img src=x onerror=y>'></textarea>",
    "<table><caption><script>x</script>cap</caption><tr><td headers='\"><b>' scope='\"><i>' abbr='<u>'>td</table>",
    "<title></title><img src=x onerror=y></title>",
    "<svg></p><style><a id='</style><img src=x onerror=y>'></svg>",
    "<math></p><style><!--</style><img src=x onerror=y>--></math>",
    "<form><math><mtext></form><form><mglyph><style></math><img src=x onerror=y></style></mglyph></form>",
    "<ruby>r<rt><a href='javascript:x'>t</a></ruby><nav aria-label='\"><script>x</script>'>n</nav>",
    "<img alt='\"><script>x</script>' src='\"><script>y</script>'><img src='javascript:x' alt=j usemap='javascript:y'>",
    "<label for='\"><script>'>l</label><time datetime='2024-01-02' onclick=x>t</time><meter onclick=x value=1>m</meter>",
    "\u{2028}<p>\u{2029}line \u{85}next\u{fdd0}\u{fffe}\u{feff}</p>",
    "\u{202e}turned\u{2066} \u{1b}[31mred\u{7} \u{9b}1m\u{0}",
];

/// What stands around, and is not always closed.
const AROUND: &[&str] = &[
    "",
    "<div>",
    "<p>",
    "<ul><li>",
    "<table><tr><td>",
    "<a href=/>",
    "<h1>",
    "<pre>",
    "<svg>",
    "<math>",
    "<math><mtext>",
    "<select>",
    "<details>",
    "<form>",
    "<button>",
    "<ruby>x<rt>",
    "<title>",
    "<textarea>",
    "</p>",
    "</div>",
    "</table>",
    "<b>",
    "<label>",
    "<dl><dt>",
];

const ELEMENTS: &str = " html head meta title link style body main nav aside header footer section \
    div p h1 h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote pre figure figcaption address table \
    caption thead tbody tfoot tr th td details summary form fieldset legend label a em strong code \
    kbd samp var sub sup del ins mark small q cite dfn abbr time ruby rt bdo span br hr input \
    button textarea select optgroup option datalist math mi mn mo ms mtext mspace mrow mfrac msqrt mroot \
    msub msup msubsup munder mover munderover mmultiscripts mprescripts none mtable mtr mtd mstyle \
    mpadded mphantom merror ";

const ATTRIBUTES: &str = " charset name content rel href hreflang lang dir id class title role \
    tabindex for type value checked multiple placeholder required readonly disabled min max step \
    maxlength minlength pattern autocomplete list accept size rows cols formaction formmethod inputmode \
    action method enctype form label selected datetime colspan rowspan scope headers start reversed \
    open display alttext mathvariant stretchy fence separator lspace rspace largeop movablelimits \
    symmetric accent accentunder linethickness displaystyle scriptlevel columnspan width height \
    depth ";

fn is_safe(address: &str) -> bool {
    let stripped: String = address.chars().filter(|c| *c > ' ').collect();
    let scheme = stripped.split(['/', '?', '#']).next().unwrap_or_default();
    match scheme.split_once(':') {
        // What can be no scheme is the beginning of a path (URL Standard, 4.4).
        Some((scheme, _))
            if !scheme.starts_with(|c: char| c.is_ascii_alphabetic())
                || scheme.contains(|c: char| !c.is_ascii_alphanumeric() && !"+-.".contains(c)) =>
        {
            true
        }
        Some((scheme, _)) => {
            let known = ["http", "https", "mailto", "tel", "ftp"];
            known.contains(&scheme.to_ascii_lowercase().as_str())
        }
        None => true,
    }
}

/// What a document has that it must not have; its own style sheets are as many as it should have.
fn forbidden(html: &str, style_sheets: usize) -> Vec<String> {
    let tree = Tree::parse(html);
    let mut found: Vec<_> = tree
        .elements()
        .into_iter()
        .filter(|name| !ELEMENTS.contains(&format!(" {name} ")))
        .map(|name| format!("<{name}>"))
        .collect();
    for (element, name, value) in tree.attributes() {
        let named = ATTRIBUTES.contains(&format!(" {name} ")) || name.starts_with("aria-");
        let leads = matches!(name.as_str(), "href" | "action" | "formaction");
        if !named || name == "http-equiv" || leads && !is_safe(&value) {
            found.push(format!("<{element} {name}={value:?}>"));
        }
    }
    if html.to_ascii_lowercase().matches("<style").count() != style_sheets {
        found.push("a style sheet of the page's".to_owned());
    }
    found
}

/// What Markdown would become that it must not: markup, or a link that may be active.
fn active(markdown: &str) -> Vec<String> {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    let found = Parser::new_ext(markdown, options).filter_map(|event| match event {
        Event::Html(html) | Event::InlineHtml(html) => Some(html.to_string()),
        Event::Start(Tag::Image { dest_url, .. }) => Some(dest_url.to_string()),
        Event::Start(Tag::Link { dest_url, .. }) if !is_safe(&dest_url) => {
            Some(dest_url.to_string())
        }
        _ => None,
    });
    found.collect()
}

/// What would steer a terminal or turn the direction of what follows.
fn steers(text: &str) -> Option<char> {
    let turns = |c| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    text.chars().find(|&c| turns(c) || c.is_control() && !matches!(c, '\n' | '\t'))
}

/// The head of a draft: nothing of a page may begin a line of its own there.
fn heads(mail: &str) -> Vec<&str> {
    let head = mail.split("\n\n").next().unwrap_or_default();
    let known = [
        "MIME-Version:",
        "Subject:",
        "Message-ID:",
        "X-Unsent:",
        "Content-",
        "Date:",
        "From:",
        " ",
        "\t",
    ];
    head.lines().filter(|line| !known.iter().any(|known| line.starts_with(known))).collect()
}

fn check(html: &str) -> Result<(), TestCaseError> {
    let Ok(page) = Page::from_html(html, &ParseOptions::new()) else { return Ok(()) };
    let mail = Form::Mail.of(&page);
    let found = heads(&mail);
    prop_assert!(found.is_empty(), "{found:?} in the head of the mail of {html}");
    // The HTML part of a mail is the HTML text version.
    let documents = [(Form::Html.of(&page), 1), (Form::Print.of(&page), 0)];
    for (document, style_sheets) in documents {
        let found = forbidden(&document, style_sheets);
        prop_assert!(found.is_empty(), "{found:?} in what was made of {html}:\n{document}");
    }
    let markdown = Form::Markdown.of(&page);
    let found = active(&markdown);
    prop_assert!(found.is_empty(), "{found:?} in the Markdown of {html}:\n{markdown}");
    for text in [Form::Plain.of(&page), markdown] {
        prop_assert_eq!(steers(&text), None, "in the text of {}", html);
    }
    Ok(())
}

#[test]
fn every_hostile_piece_alone_does_nothing() {
    for piece in PIECES {
        check(piece).unwrap_or_else(|error| panic!("{error}"));
    }
}

#[test]
fn this_test_sees_what_is_active() {
    let seen = PIECES.iter().filter(|piece| !forbidden(piece, 0).is_empty()).count();
    assert!(seen > 75, "only {seen} of {}", PIECES.len());
    for html in [
        "<p onclick=x>",
        "<a href=' java&#10;script:x'>",
        "<a href='vbscript:x'>",
        "<a href='data:text/html,x'>",
        "<form action='javascript:x'>",
        "<button formaction='javascript:x'>",
        "<iframe srcdoc=x>",
        "<base href=x>",
        "<meta http-equiv=refresh content=x>",
        "<svg><a xlink:href='javascript:x'>",
        "<math><mi xlink:href='javascript:x'>",
        "<p style='width: expression(x)'>",
        "<img src=x>",
    ] {
        assert!(!forbidden(html, 0).is_empty(), "{html}");
    }
    assert!(forbidden("<p lang=en>fine <a href='/x?y:z'>link</a>", 0).is_empty());
    assert!(!active("<b>x</b>").is_empty() && !active("[x](javascript:y)").is_empty());
}

proptest! {
    #![proptest_config(cases(300))]

    #[test]
    fn nothing_active_survives(
        pieces in prop::collection::vec((0..AROUND.len(), 0..PIECES.len()), 1..8),
    ) {
        let pieces = pieces.into_iter().map(|(around, piece)| [AROUND[around], PIECES[piece]]);
        check(&pieces.flatten().collect::<String>())?;
    }
}

//! Pages as nobody writes them: elements within and beside each other in any way, in any encoding, with
//! characters that belong nowhere.

use crate::generated::AROUND;
use encoding_rs::{
    BIG5, EUC_KR, Encoding, GB18030, ISO_2022_JP, ISO_8859_2, SHIFT_JIS, UTF_8, UTF_16BE, UTF_16LE,
    WINDOWS_1250,
};
use proptest::prelude::*;

/// More of what may stand around something, `@`, with words, `#`: tables, names of elements that are
/// named twice, and what the check has fixes for.
const MORE: &[&str] = &[
    "<table border=1><tr><th>#<th>#<tr><td># # # # # # # # # # #<td>#<tr><td>#<td>#<tr><td colspan=2>@</table>",
    "<table border=1><tr><th colspan=3>#<tr><td rowspan=3>@<td>#<td>#<tr><td colspan=2>#<tr><td>#</table>",
    "<table border=1 summary=#><colgroup span=2><col><tr><th id=a>#<td headers='a b'>@<th id=b>#</table>",
    "<table><tr><td colspan=65535 rowspan=99999>@<tr><td rowspan=0>#<td>#</table>",
    "<table><thead><tr><th scope=column>#<tbody><tr><td colspan=2>@<td>#<tfoot><tr><td>#</table>",
    "<tr><td colspan=3>@<tr><th>#",
    "<tbody><tr><th scope=rowgroup rowspan=2>#<td>@",
    "<td headers=a>#<td id=a>@",
    "<th id=header-1-1-1 abbr=#>#@",
    "<p id=form-1>@</p>",
    "<a name=form-2>#</a>@",
    "<a id=summary-1 href='#header-1-1-1'>#</a>@",
    "<a href='#a'>#</a><a href='#form-2'>#</a>@",
    "<h2 id=a>#</h2>@",
    "<section id=content><h2>#</h2>@</section>",
    "<form action=/a aria-label=#>@<input name=a value=#></form>",
    "<form id=f>@</form><input form=f name=b><button form=f>#</button>",
    "<form><table><form>@</table></form>",
    "<input list=l name=c><datalist id=l><option label=#>#</datalist>@",
    "<label for=g>#</label><input id=g placeholder=#>@",
    "<fieldset disabled><legend>@</legend><input type=radio name=r>#</fieldset>",
    "<img src=a.png>@",
    "<img src='#.png' alt=#>@",
    "<a href='a.html##'></a>@",
    "<a href=b.html target=_blank>#@</a>",
    "<a href=/dok.pdf>#</a>@",
    "<div role=buttn aria-foo=1>@</div>",
    "<table role=presentation><tr><th scope=col>@</table>",
    "<input type=email autocomplete=e-mail name=d title=#>@",
    "<i aria-hidden=true tabindex=0>@</i>",
    "<font color=#eee>@</font>",
    "<p lang=en>@</p><p lang=xx>#</p>",
    "<html lang=en id=h>@",
    "<title>#</title>@",
    "</title>@",
    "<title>@",
    "<textarea>@",
    "<script>@",
    "<style>@",
    "<plaintext>@",
    "<base href=//b.example/>@",
    "<base target=x>@",
    "<meta name=viewport content='user-scalable=no'>@",
    "<link rel=canonical href='/#'>@",
    "<frameset><frame src=a.html title=#></frameset>@",
    "<svg><style>@<style>#",
    "<svg><title>@</title><a xlink:href=/>#</a></svg>",
    "<math><mfrac><mi>#</mi><mtext>@</mtext></mfrac></math>",
    "<math><annotation-xml encoding=text/html>@</annotation-xml></math>",
    "<nav class=breadcrumb><a href=/>#</a> @</nav>",
    "<nav><ul><li><a href=a.html>#</a><li><a href=b.html>#</a></ul>@</nav>",
    "<dl><form>@</form></dl>",
    "<dl><div><dt>#<dd>@</div>#</dl>",
    "<ol reversed start=-9><li value=99999999999>@</ol>",
    "<pre>\n#\t@</pre>",
    "<details><form>@</form><summary><button>#</button></summary></details>",
    "<a href=/x><p>@</p></a>",
    "<button><div>@</div></button>",
    "<caption>@",
    "<col>@",
    "<option><optgroup>@",
    "</form>@",
    "</svg>@",
    "</template>@",
    "</body>@",
    "</p></br>@",
];

/// What stands for a word.
const WORDS: &[&str] = &[
    "word",
    "Word",
    "two words",
    "Rechtsbehelfsbelehrungsverfahrensordnungen",
    "https://www.example.org/forms/2026/archive.pdf?a=b&c=d",
    "žluťoučký",
    "日本語のテキスト。",
    "中文",
    "한글",
    "жук",
    "شكرا",
    "a\u{300}\u{301}",
    "👩\u{200d}👩\u{200d}👧",
    "y\u{fffe}",
    "x\u{ffff}y",
    "\u{fdd0}w",
    "\u{fffe}",
    "\u{fdd0}",
    "&#xFFFF;",
    "\u{b}",
    "\u{1}",
    "\u{1}\u{1b}[31m",
    "\0",
    "z&#xFFFE;",
    "&#128;",
    "v&#x1ffff;",
    "&amp;lt;",
    "\u{202e}x\u{2066}",
    "\u{a0}",
    "\u{ad}",
    "\u{feff}",
    "\u{e000}",
    "¥‾\\~",
    "10 000",
    "]]>",
    "--",
    "*_`[x](y)",
    "",
];

/// The encodings of pages, and whether a page says which.
const ENCODINGS: &[(&Encoding, bool)] = &[
    (UTF_8, true),
    (UTF_8, false),
    (UTF_16LE, true),
    (UTF_16BE, true),
    (WINDOWS_1250, true),
    (ISO_8859_2, false),
    (ISO_2022_JP, true),
    (SHIFT_JIS, true),
    (GB18030, true),
    (BIG5, true),
    (EUC_KR, true),
];

/// The bytes of a text, with a byte order mark where only that says the encoding.
fn encoded(text: &str, encoding: &'static Encoding) -> Vec<u8> {
    let utf16 = |bytes: fn(u16) -> [u8; 2]| {
        std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(bytes).collect()
    };
    match encoding {
        it if it == UTF_16LE => utf16(u16::to_le_bytes),
        it if it == UTF_16BE => utf16(u16::to_be_bytes),
        it => it.encode(text).0.into_owned(),
    }
}

/// The body of a page: any of the pieces, and any words.
pub(crate) fn body() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![2 => Just("# "), 1 => Just("#")].prop_map(str::to_owned);
    let around = 0..AROUND.len() + MORE.len();
    let inner = leaf.prop_recursive(6, 40, 4, move |inner| {
        (around.clone(), prop::collection::vec(inner, 1..4)).prop_map(|(around, content)| {
            let piece = AROUND.get(around).unwrap_or_else(|| &MORE[around - AROUND.len()]);
            piece.replacen('@', &content.concat(), 1)
        })
    });
    let words = prop::collection::vec(prop::sample::select(WORDS), 1..24);
    (prop::collection::vec(inner, 1..5), words).prop_map(|(parts, words)| {
        let mut words = words.iter().cycle();
        let parts = parts.concat().replace('@', "# ");
        parts.split('#').fold(String::new(), |body, piece| match body.is_empty() {
            true => piece.to_owned(),
            false => body + words.next().copied().unwrap_or_default() + piece,
        })
    })
}

/// How a page begins.
const STARTS: &[&str] = &[
    "<!doctype html><html lang=en><head>CHARSET<title>Page</title><body><main>",
    "<!doctype html><html lang=cs>CHARSET<title>Strana</title><style>.gone { display: none }</style>",
    "<!doctype html>CHARSET",
    "CHARSET<title>x<y</title></head>",
    "<html>CHARSET<body class=x>",
];

/// The bytes of a page.
pub(crate) fn page() -> impl Strategy<Value = Vec<u8>> {
    let stray = prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..4);
    let stray = prop_oneof![3 => Just(Vec::new()), 1 => stray];
    let parts = (prop::sample::select(STARTS), body(), prop::sample::select(ENCODINGS), stray);
    parts.prop_map(|(start, body, (encoding, says), stray)| {
        let charset = match says {
            true => format!("<meta charset={}>", encoding.name()),
            false => String::new(),
        };
        let mut bytes = encoded(&(start.replace("CHARSET", &charset) + &body), encoding);
        for (place, byte) in stray {
            bytes.insert(place.index(bytes.len() + 1), byte);
        }
        bytes
    })
}

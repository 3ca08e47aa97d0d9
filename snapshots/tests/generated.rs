//! The ledger sum on pages that nobody wrote: every word of them is in the reading or in the
//! ledger, as often as an independent walk over the tree finds it.

use crate::common::{Count, Output, Tree, Words, cases, said};
use crate::ledger::accounted;
use proptest::prelude::*;
use textify::{Event, Order, Page, ParseOptions, ReadOptions};

/// What may stand around something: `@` is the place of the content, `#` that of a word.
pub(crate) const AROUND: &[&str] = &[
    "@",
    "@@",
    "<p>@</p>",
    "<p>@",
    "<div>@</div>",
    "<div>@",
    "@</div>",
    "@</p>",
    "</b>@",
    "</table>@",
    "<b>@</b>",
    "<i>@",
    "<span>@</span>",
    "<em><p>@</em>",
    "<a href=/>@</a>",
    "<a>@</a>",
    "<a href='javascript:x'>@</a>",
    "<h2>@</h2>",
    "<h3>@",
    "<h1 role=presentation>@</h1>",
    "<ul><li>@</ul>",
    "<ol><li>@<li>#</ol>",
    "<li>@",
    "<dl><dt>#<dd>@</dl>",
    "<dd>@",
    "<blockquote>@</blockquote>",
    "<pre>@</pre>",
    "<figure>@<figcaption>#</figcaption></figure>",
    "<section>@</section>",
    "<nav>@</nav>",
    "<aside>@</aside>",
    "<main>@</main>",
    "<header>@</header>",
    "<footer>@</footer>",
    "<article>@</article>",
    "<search>@</search>",
    "<address>@</address>",
    "<center>@</center>",
    "<hgroup>@</hgroup>",
    "<my-part>@</my-part>",
    "<div hidden>@</div>",
    "<p hidden=until-found>@</p>",
    "<div style='display:none'>@</div>",
    "<div style='visibility:hidden'>@</div>",
    "<div style='display:contents'>@</div>",
    "<span style='position:absolute;left:-9999px'>@</span>",
    "<div class=gone>@</div>",
    "<div style='visibility:hidden'>@<b style='visibility:visible'>#</b></div>",
    "<div aria-hidden=true>@</div>",
    "<span aria-hidden=true>@</span>",
    "<div inert>@</div>",
    "<details>@</details>",
    "<details open><summary>@</summary>#</details>",
    "<dialog>@</dialog>",
    "<dialog open>@</dialog>",
    "<div popover>@</div>",
    "<table><tr><td>@</table>",
    "<table><tr><td>@<td>#<tr><td>#<td>#</table>",
    "<table><caption>@</caption><tr><th>#<th>#<tr><td>#<td>#</table>",
    "<table>@<tr><td>#</table>",
    "<table><thead><tr><th scope=col>#<tbody><tr><td rowspan=9 colspan=3>@</table>",
    "<td>@",
    "<tr>@",
    "<form>@</form>",
    "<form><table>@</form>",
    "<fieldset><legend>#</legend>@</fieldset>",
    "<label>@</label>",
    "<button>@</button>",
    "<button type=button>@</button>",
    "<select><option>#<option>#</select>@",
    "<select><optgroup label=#><option>#</select>@",
    "<textarea>#</textarea>@",
    "<input value=#>@",
    "<input type=submit value=#>@",
    "<noscript>@</noscript>",
    "<noscript><p>@",
    "<template>@</template>",
    "<div><template shadowrootmode=open>@<slot></slot></template></div>",
    "<slot>@</slot>",
    "<script>#</script>@",
    "<style>#</style>@",
    "<!-- # -->@",
    "<object>@</object>",
    "<video>@</video>",
    "<iframe title=#>#</iframe>@",
    "<canvas>@</canvas>",
    "<svg><text>#</text></svg>@",
    "<svg><title>#</title></svg>@",
    "<math><mi>#</mi></math> @",
    "<img src=x alt=#>@",
    "<img src=x alt=# aria-labelledby=nowhere>@",
    "<ruby>#<rp>(<rt>#<rp>)</ruby>@",
    "<q>@</q>",
    "<sub>@</sub>",
    "<del>@</del>",
    "<abbr>@</abbr>",
    "<time datetime=2024-01-02>@</time>",
    "<bdo dir=rtl>@</bdo>",
    "<p dir=rtl>@</p>",
    "<p lang=en>@</p>",
    "#<br>@",
    "@<hr>",
    "<rt>@",
    "<summary>@</summary>",
    "<legend>@</legend>",
    "<caption>@</caption>",
    "<nobr>@",
    "<font>@</font>",
    "<xmp>#</xmp>@",
    "<menu><li>@</menu>",
    "<output>@</output>",
    "<meter>#</meter>@",
    "<datalist><option>#</datalist>@",
    "<map name=m><area href=/ alt=#></map>@",
    "<select>@</select>",
    "<select>@",
    "<select><option>#<p>#</p>#<option label=#>#</select>@",
    "<select><option>@</select>",
    "<select><option label=#>@</select>",
    "<select><option hidden>@<option>#</select>",
    "<select><option hidden selected>@<option>#</select>",
    "<select multiple><optgroup label=#>@</optgroup></select>",
    "<select><optgroup hidden label=#><option>@</select>",
    "<select><optgroup><legend>#</legend><option>@</select>",
    "<select><button><selectedcontent></selectedcontent>#</button><option>@</select>",
    "<select aria-label=#>@</select>",
    "<select style='visibility:hidden'>@</select>",
    "<optgroup label=#>@</optgroup>",
    "<option>@",
    "<option label=#>@</option>",
    "<datalist>@</datalist>",
    "<div><template shadowrootmode=open><slot hidden></slot></template>@</div>",
    "<div><template shadowrootmode=open><p hidden>#<slot></slot></p></template>@</div>",
    "<div><template shadowrootmode=open><slot name=a hidden></slot># <slot></slot></template>@<p slot=a>#</div>",
    "<div><template shadowrootmode=open><b slot=x><slot></slot></b></template>@</div>",
    "<div><template shadowrootmode=open><slot>#</slot></template>@</div>",
    "<div><template shadowrootmode=open><slot>#<slot name=a></slot></slot></template>@<main slot=a>#</main></div>",
    "<div><template shadowrootmode=open>#</template>@</div>",
    "<div><template shadowrootmode=open>@</template>#</div>",
    "<div hidden><template shadowrootmode=open>#<slot></slot></template>@</div>",
    "<button><canvas>#</canvas>@</button>",
    "<button type=button><span hidden>@</span></button>",
    "<svg><foreignObject>@</foreignObject></svg>",
    "<svg><desc>#</desc><text>@</text></svg>",
    "<svg><style>#<style>#</style>#</style></svg>@",
    "<math><mtext>@</mtext></math><br>",
    "<math><mo>#<mi>#</mi></mo></math> @",
    "<math><mphantom>#<mphantom>#</mphantom></mphantom><mi>#</mi></math> @",
    "<audio>@</audio>",
    "<noframes>#</noframes>@",
    "<picture><source srcset=a>@<img alt=#></picture>",
    "<details><summary hidden>@</summary>#</details>",
    "<form><div></form><form>@</form>",
    "<form><table><tr><form>@</form></table># </form>",
    "<title>#</title>@",
    "<body>@",
    "<marquee>@</marquee>",
];

/// A page of this body; each of its words stands there once.
fn page(body: &str) -> String {
    let start = "<!doctype html><html lang=en><style>.gone { display: none }</style><body>";
    let mut page = start.to_owned();
    for (number, piece) in body.replace('@', "# ").split('#').enumerate() {
        if number > 0 {
            page.push_str(&format!("word{number}x"));
        }
        page.push_str(piece);
    }
    page
}

/// A page of pieces within and beside each other.
fn any_page() -> impl Strategy<Value = String> {
    let leaf = Just("# ".to_owned());
    let around = 0..AROUND.len();
    let body = leaf.prop_recursive(6, 48, 4, move |inner| {
        (around.clone(), prop::collection::vec(inner, 1..4))
            .prop_map(|(around, content)| AROUND[around].replacen('@', &content.concat(), 1))
    });
    prop::collection::vec(body, 1..4).prop_map(|parts| page(&parts.join(" ")))
}

/// What the events of a reading say, without what an output adds.
fn spoken(events: &[Event<'_>]) -> Count {
    let mut count = Count::default();
    let mut text = String::new();
    for event in events {
        match event {
            Event::Text(piece) => text.push_str(piece),
            Event::Image(image) if image.captioned => text.push(' '),
            Event::Image(image) => {
                text.push_str(&format!(" {} ", image.alt.as_deref().unwrap_or_default()));
            }
            Event::Control(control, attributes) => {
                let label = attributes.unshown_name();
                let value =
                    control.value.as_deref().filter(|value| Some(*value) != attributes.name());
                let groups = control.options.chunk_by(|a, b| a.group == b.group);
                let groups = groups.filter_map(|group| group.first()?.group);
                let options = control.options.iter().map(|choice| &*choice.label);
                let options = options.chain(groups).map(Some);
                let all = label.into_iter().chain(value).chain(options.flatten());
                all.for_each(|said| text.push_str(&format!(" {said} ")));
            }
            _ => text.push(' '),
        }
    }
    count.add(&Words::of(&text));
    count
}

fn check(html: &str, options: &ReadOptions) -> Result<(), TestCaseError> {
    let page = Page::from_html(html, &ParseOptions::new()).expect("a small page");
    let shown = said(&Tree::parse(html));
    let mut reading = page.read(options);
    let events: Vec<_> = reading.by_ref().collect();
    let ledger = accounted(&page, reading.ledger());
    for output in Output::ALL {
        let words = output.words(&page, events.iter().cloned());
        let missing = ledger.clone().with(&words).take_all(&shown);
        prop_assert!(
            missing.is_empty(),
            "{missing:?} neither in the {output:?} nor in the ledger of {html}"
        );
    }
    // Nothing is made up, and nothing is said both in the text and in the ledger.
    let mut spare = spoken(&events).and(&ledger);
    spare.take_all(&shown);
    prop_assert!(spare.is_empty(), "{spare:?} more often than in {html}\n{events:?}");
    Ok(())
}

#[test]
fn no_word_is_lost_where_two_things_meet() {
    let mut faults = Vec::new();
    for outer in AROUND {
        for inner in AROUND {
            let html = page(&format!("{}#", outer.replacen('@', inner, 1)));
            faults.extend(check(&html, &ReadOptions::new()).err().map(|error| error.to_string()));
        }
    }
    assert!(faults.is_empty(), "{} of them:\n{}", faults.len(), faults.join("\n"));
}

proptest! {
    #![proptest_config(cases(400))]

    #[test]
    fn every_word_is_in_the_reading_or_in_the_ledger(html in any_page()) {
        check(&html, &ReadOptions::new())?;
        check(&html, &ReadOptions::new().with_order(Order::Source))?;
    }
}

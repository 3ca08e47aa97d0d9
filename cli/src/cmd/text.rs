//! Writes the text versions of pages.

use crate::args::{Args, Format};
use crate::cmd::print;
use crate::explain::{explain, regions, tables};
use crate::input::Input;
use crate::output::{self, Whole};
use crate::plan::{Plan, Target};
use crate::record::{self, Record};
use crate::report::{Failed, Problem, Report, warn};
use chrono::NaiveDate;
use std::io::{self, IsTerminal, Write};
use std::path::Path;
use textify::format::{Html, Links, Mail, Markdown, Plain, Print, inner_text};
use textify::{Event, Page, ParseOptions, Tag, TagEnd, Tally};

pub(crate) fn run(args: &Args) -> Result<(), Failed> {
    let mut report = Report::default();
    let plan = match Plan::new(args) {
        Ok(plan) => plan,
        Err(problems) => {
            problems.iter().for_each(|problem| report.problem(problem));
            return report.end();
        }
    };
    let options = args.parse_options();
    let on_terminal = matches!(plan.target, Target::Stdout) && io::stdout().is_terminal();
    // Pages in one document would define the same references: of these the first takes precedence
    // (CommonMark 0.31, 4.7), and links of later pages would lead to addresses of the first.
    let one_document = plan.inputs.len() > 1 && !matches!(plan.target, Target::Folder(_));
    let markdown_links = match args.links() {
        Links::List if one_document => Links::Inline,
        links => links,
    };
    let mut run = Run {
        args,
        options,
        format: plan.format,
        on_terminal,
        markdown_links,
        report,
        records: Vec::new(),
    };
    let written = match &plan.target {
        Target::Stdout => run.stdout(&plan),
        Target::File(path) => run.file(path, &plan),
        Target::Folder(folder) => run.folder(folder, &plan),
    };
    if let (true, Some(path)) = (written, &args.ledger) {
        run.ledger(path);
    }
    run.report.end()
}

/// One run of the command.
struct Run<'a> {
    args: &'a Args,
    options: ParseOptions,
    format: Format,
    on_terminal: bool,
    markdown_links: Links,
    report: Report,
    records: Vec<Record>,
}

impl Run<'_> {
    fn stdout(&mut self, plan: &Plan) -> bool {
        let mut out = io::stdout().lock();
        let result = self.pages(plan, &mut out).and_then(|()| out.flush());
        self.told(output::delivered(result))
    }

    /// All pages into one file, which appears only if none failed.
    fn file(&mut self, path: &Path, plan: &Plan) -> bool {
        let result = Whole::create(path).and_then(|mut file| {
            self.pages(plan, &mut file).map_err(|error| file.problem(&error))?;
            if self.report.failed() { Ok(()) } else { file.commit() }
        });
        self.told(result) && !self.report.failed()
    }

    /// Every page into a file of its own.
    fn folder(&mut self, folder: &Path, plan: &Plan) -> bool {
        for (input, name) in plan.inputs.iter().zip(&plan.names) {
            let result = self.file_in_folder(input, folder, name);
            self.told(result);
        }
        true
    }

    fn file_in_folder(&mut self, input: &Input, folder: &Path, name: &Path) -> Result<(), Problem> {
        let page = input.parse(&self.options, self.args.root.as_deref())?;
        output::make_folder(folder)?;
        let mut file = Whole::create(&folder.join(name))?;
        let text = self.page(input, &page, folder);
        if text.is_empty() && self.format == Format::Print {
            return Ok(());
        }
        file.write_all(&text).map_err(|error| file.problem(&error))?;
        file.commit()
    }

    /// All pages one after the other, an empty line between them.
    fn pages(&mut self, plan: &Plan, out: &mut impl Write) -> io::Result<()> {
        let mut first = true;
        for input in &plan.inputs {
            let page = match input.parse(&self.options, self.args.root.as_deref()) {
                Ok(page) => page,
                Err(problem) => {
                    self.report.problem(&problem);
                    continue;
                }
            };
            let text = self.page(input, &page, plan.target.folder());
            if !text.is_empty() {
                if !first {
                    out.write_all(b"\n")?;
                }
                out.write_all(&text)?;
                first = false;
            }
        }
        Ok(())
    }

    /// The text version of one page, with all that there is to say of it.
    fn page(&mut self, input: &Input, page: &Page, folder: &Path) -> Vec<u8> {
        for warning in page.warnings() {
            warn(input, warning);
        }
        let mut reading = match self.format {
            Format::Print => textify::format::Chapter::reading(page),
            _ => page.read(&self.args.read_options()),
        };
        let told = self.args.ledger.is_some() || self.args.explain;
        let (mut shown, mut tally) = (Shown::default(), Tally::new(page));
        let events = reading.by_ref().inspect(|event| {
            shown.see(event);
            if told {
                tally.see(event);
            }
        });
        let text = self.write(input, page, folder, events);
        if !shown.anything && self.format == Format::Print {
            self.report.problem(&print::nothing(input, 1));
            return Vec::new();
        }
        if self.format == Format::Print {
            print::tell_whole(input, page, &reading);
        }
        if !shown.anything {
            warn(input, "the page shows no text");
        }
        if self.format == Format::Mail && page.url().is_none() {
            let what = "its address is unknown, so links of the e-mail to other pages of the site lead nowhere: give it with --url";
            warn(input, what);
        }
        if told {
            let mut found = regions(&reading);
            found.extend(tables(&reading));
            let record = Record::new(input, page, &tally, reading.ledger());
            if self.args.explain {
                explain(input, page, &found, &record);
            }
            self.records.push(record);
        }
        text
    }

    fn write<'p>(
        &self,
        input: &'p Input,
        page: &'p Page,
        folder: &Path,
        events: impl Iterator<Item = Event<'p>>,
    ) -> Vec<u8> {
        let mut text = Vec::new();
        let written = match self.format {
            Format::Plain => {
                let plain = Plain::new()
                    .with_width(self.args.width)
                    .with_links(self.args.links())
                    .with_tables(self.args.tables())
                    .with_region_names(!self.args.in_source_order());
                plain.write(page, events, &mut text)
            }
            Format::Markdown => {
                let markdown =
                    Markdown::new().with_links(self.markdown_links).with_tables(self.args.tables());
                markdown.write(page, events, &mut text)
            }
            Format::Html => {
                let original = input.relative_to(folder);
                let html = original.into_iter().fold(Html::new(), Html::with_original);
                html.write(page, events, &mut text)
            }
            Format::Print => {
                let chapter = print::chapter(input, page, self.args.root.as_deref(), events);
                let print = Print::new().with_links(self.args.links());
                let day = self.day().map(|day| day.to_string());
                day.into_iter().fold(print, Print::with_date).write(&[chapter], &mut text)
            }
            Format::Mail => self.mail(page, events, &mut text),
            Format::InnerText => {
                events.for_each(drop);
                match inner_text(page) {
                    rendered if rendered.is_empty() => Ok(()),
                    rendered if self.on_terminal => writeln!(text, "{}", harmless(&rendered)),
                    rendered => writeln!(text, "{rendered}"),
                }
            }
        };
        debug_assert!(written.is_ok(), "memory takes everything");
        text
    }

    /// The day that is to be said; the plan has refused what is none.
    fn day(&self) -> Option<NaiveDate> {
        self.args.date.as_deref().and_then(|date| print::date(date).ok())
    }

    fn mail<'p>(
        &self,
        page: &'p Page,
        events: impl Iterator<Item = Event<'p>>,
        out: &mut Vec<u8>,
    ) -> io::Result<()> {
        let events: Vec<_> = events.collect();
        let (mut plain, mut html) = (Vec::new(), Vec::new());
        let text = Plain::new().with_width(self.args.width).with_links(self.args.links());
        text.write(page, events.iter().cloned(), &mut plain)?;
        Html::for_mail().write(page, events.into_iter(), &mut html)?;
        let (plain, html) = (String::from_utf8_lossy(&plain), String::from_utf8_lossy(&html));
        let mail = self.args.from.iter().fold(Mail::new(), Mail::with_from);
        let midnight = self.day().and_then(|day| day.and_hms_opt(0, 0, 0));
        let date = midnight.map(|time| time.and_utc().timestamp());
        date.into_iter().fold(mail, Mail::with_date).write(page, &plain, &html, out)
    }

    fn ledger(&mut self, path: &Path) {
        let result = if path.as_os_str() == "-" {
            output::delivered(record::write(&self.records, &mut io::stdout().lock()))
        } else {
            Whole::create(path).and_then(|mut file| {
                record::write(&self.records, &mut file).map_err(|error| file.problem(&error))?;
                file.commit()
            })
        };
        self.told(result);
    }

    fn told(&mut self, result: Result<(), Problem>) -> bool {
        if let Err(problem) = &result {
            self.report.problem(problem);
        }
        result.is_ok()
    }
}

/// Whether a reading shows anything but its title.
#[derive(Debug, Default)]
struct Shown {
    anything: bool,
    in_title: bool,
}

impl Shown {
    fn see(&mut self, event: &Event<'_>) {
        match event {
            Event::Start(Tag::Title, _) => self.in_title = true,
            Event::End(TagEnd::Title) => self.in_title = false,
            Event::Text(text) => self.anything |= !self.in_title && !text.trim().is_empty(),
            Event::Image(_) | Event::Control(..) => self.anything = true,
            _ => {}
        }
    }
}

/// Text for a terminal: innerText, unlike the other formats, keeps the control characters of the
/// page.
fn harmless(text: &str) -> String {
    let steers = |c: char| c.is_control() && !matches!(c, '\n' | '\t');
    text.chars().map(|c| if steers(c) { '\u{fffd}' } else { c }).collect()
}

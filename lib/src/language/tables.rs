//! What tells languages apart at a glance: words without which there is hardly a sentence, and
//! letters beyond those of English.

/// A language that the tables know.
pub(super) struct Known {
    pub(super) tag: &'static str,
    /// The most frequent words that carry no meaning by themselves.
    pub(super) words: &'static str,
    /// Its letters beyond ASCII, in lower case; empty where the script itself tells.
    pub(super) letters: &'static str,
    /// Whether a sentence without any of these letters is hardly ever in the language.
    pub(super) accented: bool,
}

const fn known(
    tag: &'static str,
    accented: bool,
    letters: &'static str,
    words: &'static str,
) -> Known {
    Known { tag, words, letters, accented }
}

/// At most 32: a word's languages are the bits of one number.
pub(super) const KNOWN: [Known; 27] = [
    known(
        "en",
        false,
        "",
        "the of and to in a is for that with are by this be on or as you from not at it was have \
         can will an its we your our about more which has been they their",
    ),
    known(
        "cs",
        true,
        "áčďéěíňóřšťúůýž",
        "a se na je že v s z do pro o k i jsou který která které nebo ve by podle od po při za \
         jako není ale jeho také své si u jen tak kde být bude byl byla",
    ),
    known(
        "sk",
        true,
        "áäčďéíĺľňóôŕšťúýž",
        "a sa na je že v s z do pre o k i sú ktorý ktorá ktoré alebo vo by podľa od po pri za ako \
         nie ale jeho aj si u len tak kde byť bude bol bola",
    ),
    known(
        "de",
        false,
        "äöüß",
        "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch \
         werden bei oder wird sind zur zum einen einer aus nach wir sie ihre",
    ),
    known(
        "pl",
        true,
        "ąćęłńóśźż",
        "w i na z do się że o nie jest to dla oraz przez od po jak za przy są lub a ale który \
         która które być ich jego tego co",
    ),
    known(
        "fr",
        false,
        "àâæçèéêëîïôœùûüÿ",
        "de la le et les des en un du une que est pour qui dans par sur au pas plus aux avec ou ce \
         sont il se ne vous nous votre cette",
    ),
    known(
        "es",
        false,
        "áéíñóúü",
        "de la que el en y a los se del las un por con para una su al no es lo como más o este sus \
         son esta",
    ),
    known(
        "it",
        false,
        "àèéìíòóùú",
        "di e il la che in a per un del con non una i le si da della dei sono al nel alla è gli \
         delle più anche",
    ),
    known(
        "pt",
        false,
        "áâãàçéêíóôõúü",
        "de a o que e do da em um para com uma os no se na por mais as dos ao não das à é pelo",
    ),
    known(
        "nl",
        false,
        "éëïóöü",
        "de het een van en in is dat op te voor met zijn die niet aan door om ook als bij of worden \
         u naar wordt",
    ),
    known(
        "sv",
        false,
        "åäöé",
        "och i att det som en på är av för med den till inte ett om har de var från kan eller",
    ),
    known(
        "da",
        false,
        "æøåé",
        "og i at det er en til af på for med den de som ikke et der om har fra eller kan",
    ),
    known(
        "nb",
        false,
        "æøåéòô",
        "og i det er på til en av for at med som den de ikke har et om fra var eller kan",
    ),
    known(
        "fi",
        false,
        "äöå",
        "ja on ei se että oli ovat tai myös mutta kun joka hän sekä voi ole mukaan",
    ),
    known(
        "hu",
        true,
        "áéíóöőúüű",
        "a az és hogy nem is egy meg ez vagy volt csak de kell mint azt ha van",
    ),
    known(
        "ro",
        false,
        "ăâîșțşţ",
        "de și în la a cu pe nu din că o sau să este pentru se un care mai al prin",
    ),
    known(
        "hr",
        false,
        "čćđšž",
        "i u je na se da za od su s o ne a koji kao iz ili bi nije po koja što",
    ),
    known("sl", false, "čšž", "in je v na se da za so z s ne ki po pri bi tudi kot iz ali o od"),
    known("et", false, "äöõüšž", "ja on ei et see kui ka oli ning mis või ta siis oma"),
    known("lv", true, "āčēģīķļņšūž", "un ir no ar par uz kas ka lai tas vai ko pēc gan arī tiek"),
    known("lt", true, "ąčęėįšųūž", "ir yra į kad su iš ar tai kaip bet už ne jo per apie arba"),
    known("tr", true, "çğıöşüâ", "ve bir bu için ile da de olarak olan daha çok ne veya gibi"),
    known(
        "vi",
        true,
        "àáâãèéêìíòóôõùúýăđĩũơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ",
        "và của là các có cho được trong người một không với những",
    ),
    known("ru", false, "", "и в не на что с по из как к о за это от для а его же или при"),
    known("uk", false, "", "і в не на що та з до за як це від для а його або про у й є"),
    known("bg", false, "", "и на в за да се от не с е са по като че това или при а"),
    known("el", false, "", "και το να του η της με που για την στο οι από των τα είναι"),
];

/// Languages that are told apart only by those who speak them: between these nothing is called
/// wrong. The tags are primary subtags (BCP 47).
pub(super) const CLOSE: &[&[&str]] = &[
    &["no", "nb", "nn", "da"],
    &["hr", "sr", "bs", "sh", "cnr", "sl", "mk", "bg"],
    &["id", "ms", "jv", "jw"],
    &["zh", "yue", "wuu", "ja"],
    &["fa", "ps", "prs", "ur", "ar"],
    &["hi", "mr", "ne", "sa"],
    &["ru", "be"],
    &["es", "gl", "ca", "pt"],
    &["nl", "af"],
    &["de", "lb", "gsw", "nds", "yi"],
    &["it", "la", "co", "sc"],
    &["et", "fi"],
    &["az", "tr", "tk", "uz"],
    &["en", "sco"],
];

/// The BCP 47 tag for the code of ISO 639-3 that the detector has (RFC 5646, 2.2.1: the shortest).
pub(super) fn tag(code: &str) -> Option<&'static str> {
    const TAGS: &str = "epo eo eng en rus ru cmn zh spa es por pt ita it ben bn fra fr deu de ukr uk \
        kat ka ara ar hin hi jpn ja heb he yid yi pol pl amh am jav jv kor ko nob nb dan da swe sv \
        fin fi tur tr nld nl hun hu ces cs ell el bul bg bel be mar mr kan kn ron ro slv sl hrv hr \
        srp sr mkd mk lit lt lav lv est et tam ta vie vi urd ur tha th guj gu uzb uz pan pa aze az \
        ind id tel te pes fa mal ml ori or mya my nep ne sin si khm km tuk tk aka ak zul zu sna sn \
        afr af lat la slk sk cat ca tgl tl hye hy cym cy";
    let mut words = TAGS.split_ascii_whitespace();
    while let (Some(long), Some(short)) = (words.next(), words.next()) {
        if long == code {
            return Some(short);
        }
    }
    None
}

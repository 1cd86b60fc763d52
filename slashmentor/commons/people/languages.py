"""The world's languages that have a two-letter code (ISO 639-1): code, English name, what speakers call it."""

_TABLE = """
aa Afar Afar|ab Abkhaz Аԥсуа|af Afrikaans Afrikaans|ak Akan Akan|am Amharic አማርኛ|an Aragonese Aragonés|ar Arabic العربية
as Assamese অসমীয়া|av Avar Авар|ay Aymara Aymar|az Azerbaijani Azərbaycanca|ba Bashkir Башҡорт|be Belarusian Беларуская
bg Bulgarian Български|bi Bislama Bislama|bm Bambara Bamanankan|bn Bengali বাংলা|bo Tibetan བོད་སྐད་|br Breton Brezhoneg
bs Bosnian Bosanski|ca Catalan Català|ce Chechen Нохчийн|ch Chamorro Chamoru|co Corsican Corsu|cr Cree ᓀᐦᐃᔭᐍᐏᐣ|cs Czech Čeština
cv Chuvash Чӑваш|cy Welsh Cymraeg|da Danish Dansk|de German Deutsch|dv Maldivian ދިވެހި|dz Dzongkha རྫོང་ཁ|ee Ewe Eʋegbe
el Greek Ελληνικά|en English English|eo Esperanto Esperanto|es Spanish Español|et Estonian Eesti|eu Basque Euskara|fa Persian فارسی
ff Fula Fulfulde|fi Finnish Suomi|fj Fijian Vakaviti|fo Faroese Føroyskt|fr French Français|fy Frisian Frysk|ga Irish Gaeilge
gd Gaelic Gàidhlig|gl Galician Galego|gn Guarani Avañe’ẽ|gu Gujarati ગુજરાતી|gv Manx Gaelg|ha Hausa Hausa|he Hebrew עברית
hi Hindi हिन्दी|hr Croatian Hrvatski|ht Haitian Kreyòl|hu Hungarian Magyar|hy Armenian Հայերեն|ia Interlingua Interlingua
id Indonesian Indonesia|ig Igbo Igbo|is Icelandic Íslenska|it Italian Italiano|iu Inuktitut ᐃᓄᒃᑎᑐᑦ|ja Japanese 日本語|jv Javanese Jawa
ka Georgian ქართული|kg Kongo Kikongo|ki Kikuyu Gĩkũyũ|kk Kazakh Қазақ|kl Greenlandic Kalaallisut|km Khmer ខ្មែរ|kn Kannada ಕನ್ನಡ
ko Korean 한국어|ks Kashmiri कॉशुर|ku Kurdish Kurdî|kv Komi Коми|kw Cornish Kernewek|ky Kyrgyz Кыргызча|la Latin Latina
lb Luxembourgish Lëtzebuergesch|lg Ganda Luganda|ln Lingala Lingála|lo Lao ລາວ|lt Lithuanian Lietuvių|lv Latvian Latviešu
mg Malagasy Malagasy|mh Marshallese Kajin-M̧ajeļ|mi Māori Māori|mk Macedonian Македонски|ml Malayalam മലയാളം|mn Mongolian Монгол
mr Marathi मराठी|ms Malay Melayu|mt Maltese Malti|my Burmese မြန်မာ|na Nauruan Naoero|nb Bokmål Bokmål|ne Nepali नेपाली
nl Dutch Nederlands|nn Nynorsk Nynorsk|no Norwegian Norsk|nv Navajo Diné|ny Chichewa Chichewa|oc Occitan Occitan|om Oromo Oromoo
or Odia ଓଡ଼ିଆ|os Ossetian Ирон|pa Punjabi ਪੰਜਾਬੀ|pl Polish Polski|ps Pashto پښتو|pt Portuguese Português|qu Quechua Runasimi
rm Romansh Rumantsch|rn Kirundi Ikirundi|ro Romanian Română|ru Russian Русский|rw Kinyarwanda Kinyarwanda|sa Sanskrit संस्कृतम्
sc Sardinian Sardu|sd Sindhi سنڌي|se Sámi Davvisámegiella|sg Sango Sängö|si Sinhala සිංහල|sk Slovak Slovenčina|sl Slovene Slovenščina
sm Samoan Sāmoa|sn Shona chiShona|so Somali Soomaali|sq Albanian Shqip|sr Serbian Српски|ss Swati siSwati|st Sotho Sesotho
su Sundanese Sunda|sv Swedish Svenska|sw Swahili Kiswahili|ta Tamil தமிழ்|te Telugu తెలుగు|tg Tajik Тоҷикӣ|th Thai ไทย
ti Tigrinya ትግርኛ|tk Turkmen Türkmen|tl Tagalog Tagalog|tn Tswana Setswana|to Tongan Faka-Tonga|tr Turkish Türkçe|ts Tsonga Xitsonga
tt Tatar Татар|ty Tahitian Tahiti|ug Uyghur ئۇيغۇرچە|uk Ukrainian Українська|ur Urdu اردو|uz Uzbek Oʻzbek|ve Venda Tshivenḓa
vi Vietnamese Tiếng-Việt|wa Walloon Walon|wo Wolof Wolof|xh Xhosa isiXhosa|yi Yiddish ייִדיש|yo Yoruba Yorùbá|za Zhuang Vahcuengh
zh Chinese 中文|zu Zulu isiZulu
"""

# A hyphen in the table stands for a space in all but two names.
_HYPHENATED = {"to", "mh"}


def _read() -> tuple[dict[str, str], dict[str, str]]:
    own: dict[str, str] = {}
    codes: dict[str, str] = {}
    for entry in _TABLE.strip().replace("\n", "|").split("|"):
        code, english, name = entry.split(" ")
        own[code] = name if code in _HYPHENATED else name.replace("-", " ")
        codes |= {code: code, english.casefold(): code, own[code].casefold(): code}
    return own, codes


OWN_NAMES, _CODES = _read()


def code_of(name: str) -> str | None:
    """The code of a language by its code, its English name or its own; None when we don't know it."""
    return _CODES.get(" ".join(name.split()).casefold())

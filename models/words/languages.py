"""The languages of FLORES-200, by their plain names and by the codes translation models know them by.

NLLB Team, "No Language Left Behind" (2022, arXiv:2207.04672), table 1; the codes are those of
`transformers.models.nllb`. Two-letter codes are ISO 639-1.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from models.errors import BadInput


@dataclass(frozen=True, slots=True)
class Language:
    """A written language.

    Attributes:
        name: plain and English, "German".
        flores: language and script, "deu_Latn".
        iso: ISO 639-1 where there is one, else ISO 639-3: "de", "ceb".
    """

    name: str
    flores: str
    iso: str

    @property
    def iso3(self) -> str:
        """The three-letter code."""
        return self.flores[:3]


TABLE = """
ace_Arab Acehnese (Arabic script), ace_Latn Acehnese, acm_Arab Mesopotamian Arabic, acq_Arab Ta'izzi-Adeni Arabic,
aeb_Arab Tunisian Arabic, afr_Latn af Afrikaans, ajp_Arab South Levantine Arabic, aka_Latn ak Akan,
amh_Ethi am Amharic, apc_Arab North Levantine Arabic, arb_Arab ar Arabic, ars_Arab Najdi Arabic,
ary_Arab Moroccan Arabic, arz_Arab Egyptian Arabic, asm_Beng as Assamese, ast_Latn Asturian, awa_Deva Awadhi,
ayr_Latn ay Aymara, azb_Arab South Azerbaijani, azj_Latn az Azerbaijani, bak_Cyrl ba Bashkir, bam_Latn bm Bambara,
ban_Latn Balinese, bel_Cyrl be Belarusian, bem_Latn Bemba, ben_Beng bn Bengali, bho_Deva Bhojpuri,
bjn_Arab Banjar (Arabic script), bjn_Latn Banjar, bod_Tibt bo Tibetan, bos_Latn bs Bosnian, bug_Latn Buginese,
bul_Cyrl bg Bulgarian, cat_Latn ca Catalan, ceb_Latn Cebuano, ces_Latn cs Czech, cjk_Latn Chokwe,
ckb_Arab Central Kurdish, crh_Latn Crimean Tatar, cym_Latn cy Welsh, dan_Latn da Danish, deu_Latn de German,
dik_Latn Dinka, dyu_Latn Dyula, dzo_Tibt dz Dzongkha, ell_Grek el Greek, eng_Latn en English,
epo_Latn eo Esperanto, est_Latn et Estonian, eus_Latn eu Basque, ewe_Latn ee Ewe, fao_Latn fo Faroese,
pes_Arab fa Persian, fij_Latn fj Fijian, fin_Latn fi Finnish, fon_Latn Fon, fra_Latn fr French,
fur_Latn Friulian, fuv_Latn ff Fulfulde, gla_Latn gd Scottish Gaelic, gle_Latn ga Irish, glg_Latn gl Galician,
grn_Latn gn Guarani, guj_Gujr gu Gujarati, hat_Latn ht Haitian Creole, hau_Latn ha Hausa, heb_Hebr he Hebrew,
hin_Deva hi Hindi, hne_Deva Chhattisgarhi, hrv_Latn hr Croatian, hun_Latn hu Hungarian, hye_Armn hy Armenian,
ibo_Latn ig Igbo, ilo_Latn Ilocano, ind_Latn id Indonesian, isl_Latn is Icelandic, ita_Latn it Italian,
jav_Latn jv Javanese, jpn_Jpan ja Japanese, kab_Latn Kabyle, kac_Latn Jingpho, kam_Latn Kamba,
kan_Knda kn Kannada, kas_Arab ks Kashmiri, kas_Deva Kashmiri (Devanagari script), kat_Geor ka Georgian,
knc_Arab Kanuri (Arabic script), knc_Latn kr Kanuri, kaz_Cyrl kk Kazakh, kbp_Latn Kabiyè,
kea_Latn Kabuverdianu, khm_Khmr km Khmer, kik_Latn ki Kikuyu, kin_Latn rw Kinyarwanda, kir_Cyrl ky Kyrgyz,
kmb_Latn Kimbundu, kon_Latn kg Kikongo, kor_Hang ko Korean, kmr_Latn ku Northern Kurdish, lao_Laoo lo Lao,
lvs_Latn lv Latvian, lij_Latn Ligurian, lim_Latn li Limburgish, lin_Latn ln Lingala, lit_Latn lt Lithuanian,
lmo_Latn Lombard, ltg_Latn Latgalian, ltz_Latn lb Luxembourgish, lua_Latn Luba-Kasai, lug_Latn lg Ganda,
luo_Latn Luo, lus_Latn Mizo, mag_Deva Magahi, mai_Deva Maithili, mal_Mlym ml Malayalam, mar_Deva mr Marathi,
min_Latn Minangkabau, mkd_Cyrl mk Macedonian, plt_Latn mg Malagasy, mlt_Latn mt Maltese, mni_Beng Meitei,
khk_Cyrl mn Mongolian, mos_Latn Mossi, mri_Latn mi Maori, zsm_Latn ms Malay, mya_Mymr my Burmese,
nld_Latn nl Dutch, nno_Latn nn Norwegian Nynorsk, nob_Latn nb Norwegian Bokmål, npi_Deva ne Nepali,
nso_Latn Northern Sotho, nus_Latn Nuer, nya_Latn ny Nyanja, oci_Latn oc Occitan, gaz_Latn om Oromo,
ory_Orya or Odia, pag_Latn Pangasinan, pan_Guru pa Punjabi, pap_Latn Papiamento, pol_Latn pl Polish,
por_Latn pt Portuguese, prs_Arab Dari, pbt_Arab ps Pashto, quy_Latn qu Quechua, ron_Latn ro Romanian,
run_Latn rn Rundi, rus_Cyrl ru Russian, sag_Latn sg Sango, san_Deva sa Sanskrit, sat_Beng Santali,
scn_Latn Sicilian, shn_Mymr Shan, sin_Sinh si Sinhala, slk_Latn sk Slovak, slv_Latn sl Slovenian,
smo_Latn sm Samoan, sna_Latn sn Shona, snd_Arab sd Sindhi, som_Latn so Somali, sot_Latn st Southern Sotho,
spa_Latn es Spanish, als_Latn sq Albanian, srd_Latn sc Sardinian, srp_Cyrl sr Serbian, ssw_Latn ss Swati,
sun_Latn su Sundanese, swe_Latn sv Swedish, swh_Latn sw Swahili, szl_Latn Silesian, tam_Taml ta Tamil,
tat_Cyrl tt Tatar, tel_Telu te Telugu, tgk_Cyrl tg Tajik, tgl_Latn tl Tagalog, tha_Thai th Thai,
tir_Ethi ti Tigrinya, taq_Latn Tamasheq, taq_Tfng Tamasheq (Tifinagh script), tpi_Latn Tok Pisin,
tsn_Latn tn Tswana, tso_Latn ts Tsonga, tuk_Latn tk Turkmen, tum_Latn Tumbuka, tur_Latn tr Turkish,
twi_Latn tw Twi, tzm_Tfng Central Atlas Tamazight, uig_Arab ug Uyghur, ukr_Cyrl uk Ukrainian, umb_Latn Umbundu,
urd_Arab ur Urdu, uzn_Latn uz Uzbek, vec_Latn Venetian, vie_Latn vi Vietnamese, war_Latn Waray,
wol_Latn wo Wolof, xho_Latn xh Xhosa, ydd_Hebr yi Yiddish, yor_Latn yo Yoruba, yue_Hant Cantonese,
zho_Hans zh Chinese (simplified), zho_Hant Chinese (traditional), zul_Latn zu Zulu
"""
ENTRY = re.compile(r"(?P<flores>[a-z]{3}_[A-Z][a-z]{3}) (?:(?P<iso>[a-z]{2}) )?(?P<name>\S.*)")


def read_table(table: str) -> Iterable[Language]:
    """Yield the languages of a table of `flores [iso] name`, with commas between."""
    for entry in re.split(r",\s+", table.strip()):
        found = ENTRY.fullmatch(entry)
        if found is None:
            raise ValueError(f"Not a language: {entry}")
        yield Language(found["name"], found["flores"], found["iso"] or found["flores"][:3])


LANGUAGES = tuple(sorted(read_table(TABLE), key=lambda language: language.name))
NAMES = tuple(language.name for language in LANGUAGES)

SPELLINGS: dict[str, Language] = {}
"""Name or code, in small letters, to the language; of languages with two scripts the first listed wins a code."""
for _language in (*read_table(TABLE), *LANGUAGES):
    for _word in (_language.name, _language.flores, _language.iso, _language.iso3):
        SPELLINGS.setdefault(_word.lower(), _language)
SPELLINGS["chinese"] = SPELLINGS["zh"]
SPELLINGS["norwegian"] = SPELLINGS["no"] = SPELLINGS["nb"]


def find_language(word: str) -> Language:
    """Return the language of a name, a FLORES-200 code, or an ISO 639 code, a region after it left aside.

    Raises:
        BadInput: no such language is known here.
    """
    word = word.strip().lower()
    language = SPELLINGS.get(word) or SPELLINGS.get(re.split("[-_]", word)[0])
    if language is None:
        raise BadInput("models.language_not_known_here")
    return language

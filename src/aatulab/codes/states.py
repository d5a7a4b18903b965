"""Codes of States: ISO 3166 of two and three letters, and those that only passports have.

A code of two letters closes a postal item's number and opens a bank account's; one of three
stands in the machine readable zone.  ISO 3166 leaves AA, QM-QZ, XA-XZ and ZZ to whoever wants
them and will never give them to a State (some are in use: XK for Kosovo, XI in Northern Ireland);
ZZ is what Unicode's locale data write for an unknown one.  So ZZ is the lab's: nobody's post and
nobody's bank.  In passports it is UTO, the Utopia of ICAO's specimens.
"""

FICTITIOUS = "ZZ"
UTOPIA = "UTO"

# ISO 3166-1, two letters and three, November 2026
_PAIRS = """
ADAND AEARE AFAFG AGATG AIAIA ALALB AMARM AOAGO AQATA ARARG ASASM ATAUT AUAUS AWABW AXALA
AZAZE BABIH BBBRB BDBGD BEBEL BFBFA BGBGR BHBHR BIBDI BJBEN BLBLM BMBMU BNBRN BOBOL BQBES
BRBRA BSBHS BTBTN BVBVT BWBWA BYBLR BZBLZ CACAN CCCCK CDCOD CFCAF CGCOG CHCHE CICIV CKCOK
CLCHL CMCMR CNCHN COCOL CRCRI CUCUB CVCPV CWCUW CXCXR CYCYP CZCZE DEDEU DJDJI DKDNK DMDMA
DODOM DZDZA ECECU EEEST EGEGY EHESH ERERI ESESP ETETH FIFIN FJFJI FKFLK FMFSM FOFRO FRFRA
GAGAB GBGBR GDGRD GEGEO GFGUF GGGGY GHGHA GIGIB GLGRL GMGMB GNGIN GPGLP GQGNQ GRGRC GSSGS
GTGTM GUGUM GWGNB GYGUY HKHKG HMHMD HNHND HRHRV HTHTI HUHUN IDIDN IEIRL ILISR IMIMN ININD
IOIOT IQIRQ IRIRN ISISL ITITA JEJEY JMJAM JOJOR JPJPN KEKEN KGKGZ KHKHM KIKIR KMCOM KNKNA
KPPRK KRKOR KWKWT KYCYM KZKAZ LALAO LBLBN LCLCA LILIE LKLKA LRLBR LSLSO LTLTU LULUX LVLVA
LYLBY MAMAR MCMCO MDMDA MEMNE MFMAF MGMDG MHMHL MKMKD MLMLI MMMMR MNMNG MOMAC MPMNP MQMTQ
MRMRT MSMSR MTMLT MUMUS MVMDV MWMWI MXMEX MYMYS MZMOZ NANAM NCNCL NENER NFNFK NGNGA NINIC
NLNLD NONOR NPNPL NRNRU NUNIU NZNZL OMOMN PAPAN PEPER PFPYF PGPNG PHPHL PKPAK PLPOL PMSPM
PNPCN PRPRI PSPSE PTPRT PWPLW PYPRY QAQAT REREU ROROU RSSRB RURUS RWRWA SASAU SBSLB SCSYC
SDSDN SESWE SGSGP SHSHN SISVN SJSJM SKSVK SLSLE SMSMR SNSEN SOSOM SRSUR SSSSD STSTP SVSLV
SXSXM SYSYR SZSWZ TCTCA TDTCD TFATF TGTGO THTHA TJTJK TKTKL TLTLS TMTKM TNTUN TOTON TRTUR
TTTTO TVTUV TWTWN TZTZA UAUKR UGUGA UMUMI USUSA UYURY UZUZB VAVAT VCVCT VEVEN VGVGB VIVIR
VNVNM VUVUT WFWLF WSWSM YEYEM YTMYT ZAZAF ZMZMB ZWZWE
"""
ALPHA_3 = {pair[:2]: pair[2:] for pair in _PAIRS.split()}

# Doc 9303 part 3, section 5: Germany's one letter, British nationals without citizenship, the
# United Nations and its mission in Kosovo, organisations, people without a State, Utopia.
_ONLY_IN_PASSPORTS = """
D GBD GBN GBO GBP GBS RKS UNO UNA UNK EUE XBA XCC XCO XEC XIM XOM XPO XXA XXB XXC XXX UTO
"""
IN_PASSPORTS = frozenset(ALPHA_3.values()) - {"DEU"} | frozenset(_ONLY_IN_PASSPORTS.split())


def in_zone(alpha_3: str) -> str:
    """Return what a machine readable zone writes for a State: three characters.

    >>> in_zone("DEU"), in_zone("FRA")
    ('D<<', 'FRA')
    """
    return "D<<" if alpha_3 == "DEU" else alpha_3


def is_state(alpha_2: str) -> bool:
    """Whether two letters are a State's, or the lab's own.

    >>> is_state("FR"), is_state("ZZ"), is_state("XX")
    (True, True, False)
    """
    return alpha_2 in ALPHA_3 or alpha_2 == FICTITIOUS

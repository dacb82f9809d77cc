namespace ControlTower.Playbook.Validation;

/// <summary>
/// Governorates with their main towns and districts, as customers and shops spell them. A line that starts at the margin is a
/// governorate with its names and codes (ISO 3166-2, WooCommerce's EG…, Shopify's); indented ones are its towns, spellings joined by "=".
/// </summary>
internal static class GazetteerEgypt
{
    public const string Text = """
        Cairo=القاهرة=Al Qahirah=Kairo=C=EGC=HU=Helwan Governorate
          Nasr City=مدينة نصر=Madinet Nasr=Madinat Nasr; Maadi=المعادي; New Maadi=المعادي الجديدة; Zahraa El Maadi=زهراء المعادي; Heliopolis=مصر الجديدة=Masr El Gedida=Misr El Gedida
          Zamalek=الزمالك; Downtown Cairo=وسط البلد=Downtown; Garden City=جاردن سيتي; Mokattam=المقطم=Moqattam=Mukattam; New Cairo=القاهرة الجديدة
          Fifth Settlement=التجمع الخامس=5th Settlement=Tagamoa El Khames=El Tagamoa; First Settlement=التجمع الأول; Third Settlement=التجمع الثالث; Rehab=الرحاب; Madinaty=مدينتي
          Shorouk=الشروق; Badr City=مدينة بدر=Badr; Helwan=حلوان; Shubra=شبرا=Shoubra; Shubra Misr=شبرا مصر; Ain Shams=عين شمس; Marg=المرج; Matareya=المطرية
          Zeitoun=الزيتون; Hadayek El Kobba=حدائق القبة; Abbassia=العباسية=Abbasia; Sayeda Zeinab=السيدة زينب; Manial=المنيل; Dar El Salam=دار السلام; Basateen=البساتين
          Salam City=مدينة السلام; Ezbet El Nakhl=عزبة النخل; Rod El Farag=روض الفرج; Old Cairo=مصر القديمة; 15 May=15 مايو; New Capital=العاصمة الإدارية=New Administrative Capital
          Almaza=ألماظة; Ramses=رمسيس; Attaba=العتبة; Bab El Louk=باب اللوق; Boulaq Abu El Ela=بولاق أبو العلا
        Giza=الجيزة=Al Jizah=El Giza=Gizah=GZ=EGGZ=SU=6th of October Governorate
          Dokki=الدقي=Doqqi; Mohandessin=المهندسين=Mohandeseen=Mohandiseen; Agouza=العجوزة; Haram=الهرم=Pyramids; Faisal=فيصل=Faysal; Imbaba=إمبابة; Omraneya=العمرانية
          6th of October=6th October=6 أكتوبر=السادس من أكتوبر=6 October=October=أكتوبر=Sixth of October; Sheikh Zayed=الشيخ زايد=Zayed; Boulaq El Dakrour=بولاق الدكرور; Warraq=الوراق
          Hawamdeya=الحوامدية; Badrashin=البدرشين; Hadayek El Ahram=حدائق الأهرام; Kit Kat=الكيت كات; Moneeb=المنيب; Kerdasa=كرداسة; Ayat=العياط; Saff=الصف; Hadayek October=حدائق أكتوبر
          Smart Village=القرية الذكية; Abu Rawash=أبو رواش; Ausim=أوسيم; Bahariya=الواحات البحرية
        Alexandria=الإسكندرية=اسكندرية=Al Iskandariyah=Alex=ALX=EGALX
          Smouha=سموحة; Sidi Gaber=سيدي جابر; Sidi Bishr=سيدي بشر; Miami=ميامي; Montaza=المنتزه=Montazah; Mandara=المندرة; Agami=العجمي; Stanley=ستانلي; Gleem=جليم=Glim; Louran=لوران
          Roshdy=رشدي=Rushdy; Raml Station=محطة الرمل; Asafra=العصافرة; Borg El Arab=برج العرب; New Borg El Arab=برج العرب الجديدة; Camp Caesar=كامب شيزار=Camp Shezar; San Stefano=سان ستيفانو
          Kafr Abdo=كفر عبده; Moharam Bek=محرم بك; Bahary=بحري; Mansheya=المنشية; Amreya=العامرية; Victoria=فيكتوريا; Bakos=باكوس; Cleopatra=كليوباترا; Sporting=سبورتنج; Ibrahimia=الإبراهيمية
          Maamoura=المعمورة; Abu Qir=أبو قير; Zezenia=زيزينيا; Labban=اللبان
        Qalyubia=القليوبية=Qalyubiyya=Kalyoubia=Qaliubiya=KB=EGKB
          Shubra El Kheima=شبرا الخيمة=Shoubra El Kheima; Banha=بنها=Benha; Qalyub=قليوب; Obour=العبور; Khanka=الخانكة; Qanater=القناطر=القناطر الخيرية; Toukh=طوخ; Kafr Shukr=كفر شكر; Khosous=الخصوص
        Dakahlia=الدقهلية=Daqahliyah=Dakahleya=DK=EGDK
          Mansoura=المنصورة=Mansourah; Talkha=طلخا; Mit Ghamr=ميت غمر; Dekernes=دكرنس; Aga=أجا; Sinbellawein=السنبلاوين; Belqas=بلقاس; Manzala=المنزلة; Sherbin=شربين; Gamasa=جمصة; Matareya=المطرية
        Sharqia=الشرقية=Ash Sharqiyah=Sharkia=Sharkeya=SHR=EGSHR
          Zagazig=الزقازيق; 10th of Ramadan=العاشر من رمضان=10 رمضان=Tenth of Ramadan; Belbeis=بلبيس; Minya El Qamh=منيا القمح; Abu Hammad=أبو حماد; Faqous=فاقوس; Abu Kebir=أبو كبير
          Hehya=ههيا; Diyarb Negm=ديرب نجم; New Salhia=الصالحية الجديدة
        Gharbia=الغربية=Gharbiyah=Gharbeya=GH=EGGH
          Tanta=طنطا; Mahalla=المحلة=المحلة الكبرى=Mahalla El Kubra=El Mahalla El Kobra; Kafr El Zayat=كفر الزيات; Zefta=زفتى; Samannoud=سمنود; Basyoun=بسيون; Qutour=قطور; Santa=السنطة
        Monufia=المنوفية=Menoufia=Minufiyah=Monoufia=MNF=EGMNF
          Shibin El Kom=شبين الكوم=Shebin El Kom; Sadat City=مدينة السادات=السادات; Menouf=منوف; Ashmoun=أشمون; Quesna=قويسنا; Berket El Sab=بركة السبع; Tala=تلا; Bagour=الباجور
        Beheira=البحيرة=Behira=Al Buhayrah=BH=EGBH
          Damanhour=دمنهور; Kafr El Dawwar=كفر الدوار; Rashid=رشيد=Rosetta; Edku=إدكو; Abu Hummus=أبو حمص; Itay El Barud=إيتاي البارود; Kom Hamada=كوم حمادة; Wadi El Natrun=وادي النطرون
          Delengat=الدلنجات; Nubaria=النوبارية; Badr=بدر; Hosh Essa=حوش عيسى
        Kafr El Sheikh=كفر الشيخ=Kafr ash Shaykh=KFS=EGKFS
          Desouk=دسوق; Baltim=بلطيم; Fuwwah=فوه; Sidi Salem=سيدي سالم; Bella=بيلا; Metoubes=مطوبس; Hamoul=الحامول; Qallin=قلين
        Damietta=دمياط=Dumyat=DT=EGDT
          New Damietta=دمياط الجديدة; Ras El Bar=رأس البر; Faraskur=فارسكور; Kafr Saad=كفر سعد; Zarqa=الزرقا
        Port Said=بورسعيد=بور سعيد=Bur Said=PTS=EGPTS
          Port Fouad=بورفؤاد=بور فؤاد
        Ismailia=الإسماعيلية=Al Ismailiyah=Ismailiya=IS=EGIS
          Fayed=فايد; Qantara=القنطرة; Tell El Kebir=التل الكبير; Abu Suwir=أبو صوير
        Suez=السويس=As Suways=SUZ=EGSUZ
          Ain Sokhna=العين السخنة=Sokhna; Attaka=عتاقة; Faisal=فيصل; Port Tawfik=بورتوفيق
        North Sinai=شمال سيناء=Shamal Sina=SIN=EGSIN
          Arish=العريش; Sheikh Zuweid=الشيخ زويد; Rafah=رفح; Bir al-Abed=بئر العبد
        South Sinai=جنوب سيناء=Janub Sina=JS=EGJS
          Sharm El Sheikh=شرم الشيخ=Sharm; Dahab=دهب; Nuweiba=نويبع; Taba=طابا; El Tor=الطور; Saint Catherine=سانت كاترين; Ras Sedr=رأس سدر
        Red Sea=البحر الأحمر=Al Bahr al Ahmar=BA=EGBA
          Hurghada=الغردقة; Safaga=سفاجا; Quseir=القصير; Marsa Alam=مرسى علم; El Gouna=الجونة; Ras Gharib=رأس غارب; Sahl Hasheesh=سهل حشيش; Makadi=مكادي
        Matrouh=مطروح=Matruh=MT=EGMT
          Marsa Matrouh=مرسى مطروح; Alamein=العلمين; Sidi Abdel Rahman=سيدي عبد الرحمن; Siwa=سيوة; Dabaa=الضبعة; Marina=مارينا; Sallum=السلوم; North Coast=الساحل الشمالي=Sahel
        Fayoum=الفيوم=Faiyum=FYM=EGFYM
          Sinnuris=سنورس; Ibsheway=إبشواي; Tamiya=طامية; Itsa=إطسا
        Beni Suef=بني سويف=Bani Suwayf=BNS=EGBNS
          New Beni Suef=بني سويف الجديدة; Wasta=الواسطى; Biba=ببا; Nasser=ناصر; Fashn=الفشن; Ehnasia=إهناسيا
        Minya=المنيا=Menia=Al Minya=MN=EGMN
          Mallawi=ملوي; Samalut=سمالوط; Maghagha=مغاغة; Beni Mazar=بني مزار; Abu Qurqas=أبو قرقاص; New Minya=المنيا الجديدة; Matay=مطاي
        Assiut=أسيوط=Asyut=Assyut=AST=EGAST
          Dairut=ديروط; Manfalut=منفلوط; Qusiya=القوصية; Abnub=أبنوب; Abu Tig=أبو تيج; New Assiut=أسيوط الجديدة
        Sohag=سوهاج=Suhaj=SHG=EGSHG
          Akhmim=أخميم; Girga=جرجا; Tahta=طهطا; Tima=طما; Maragha=المراغة; Balyana=البلينا; New Sohag=سوهاج الجديدة; Dar El Salam=دار السلام
        Qena=قنا=Qina=KN=EGKN
          Nag Hammadi=نجع حمادي; Qus=قوص; Dishna=دشنا; Naqada=نقادة; Abu Tesht=أبو تشت
        Luxor=الأقصر=Al Uqsur=LX=EGLX
          Esna=إسنا; Armant=أرمنت; Karnak=الكرنك; Gurna=القرنة
        Aswan=أسوان=ASN=EGASN
          Edfu=إدفو; Kom Ombo=كوم أمبو; Daraw=دراو; Abu Simbel=أبو سمبل
        New Valley=الوادي الجديد=Al Wadi al Jadid=WAD=EGWAD
          Kharga=الخارجة; Dakhla=الداخلة; Farafra=الفرافرة
        """;
}

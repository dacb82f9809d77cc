namespace ControlTower.Playbook.Validation;

/// <summary>Regions with their main cities and the districts whose names no other city has; the format is that of <see cref="GazetteerEgypt"/>.</summary>
internal static class GazetteerSaudiArabia
{
    public const string Text = """
        Riyadh=الرياض=Ar Riyad=Riyad=SA01=01
          Kharj=الخرج; Dawadmi=الدوادمي; Majmaah=المجمعة; Zulfi=الزلفي; Diriyah=الدرعية; Shaqra=شقراء; Wadi ad Dawasir=وادي الدواسر; Afif=عفيف; Quwayiyah=القويعية; Muzahimiyah=المزاحمية
          Malaz=الملز; Malqa=الملقا; Qirawan=القيروان; Hittin=حطين; Murabba=المربع; Batha=البطحاء; Suwaidi=السويدي; KAFD=King Abdullah Financial District=كافد; Diplomatic Quarter=حي السفارات
        Makkah=مكة المكرمة=مكة=Mecca=Makkah al Mukarramah=SA02=02
          Jeddah=جدة=Jiddah=Jedda; Taif=الطائف; Rabigh=رابغ; Qunfudhah=القنفذة; Al Lith=الليث; Khulais=خليص; Jumum=الجموم; Thuwal=ثول=KAUST; King Abdullah Economic City=KAEC=مدينة الملك عبدالله الاقتصادية
          Shawqiyah=الشوقية; Obhur=أبحر
        Madinah=المدينة المنورة=المدينة=Medina=Al Madinah=Al Madinah al Munawwarah=SA03=03
          Yanbu=ينبع; Ula=العلا; Badr=بدر; Khaybar=خيبر; Mahd adh Dhahab=مهد الذهب; Quba=قباء
        Eastern Province=المنطقة الشرقية=الشرقية=Ash Sharqiyah=Eastern=Sharqiyah=SA04=04
          Dammam=الدمام; Khobar=الخبر=Al Khubar; Dhahran=الظهران; Qatif=القطيف; Jubail=الجبيل=Al Jubayl; Ahsa=الأحساء=Hofuf=الهفوف=Al Hasa; Mubarraz=المبرز; Hafar al Batin=حفر الباطن
          Ras Tanura=رأس تنورة; Khafji=الخفجي; Buqayq=بقيق=Abqaiq; Nairyah=النعيرية; Rakah=الراكة; Saihat=سيهات; Tarout=تاروت; Safwa=صفوى
        Qassim=القصيم=Al Qasim=SA05=05
          Buraidah=بريدة=Buraydah; Unaizah=عنيزة=Unayzah; Rass=الرس; Bukayriyah=البكيرية; Mithnab=المذنب; Badayea=البدائع
        Hail=حائل=Ha'il=SA06=06
          Baqaa=بقعاء; Ghazalah=الغزالة; Shinan=الشنان
        Tabuk=تبوك=Tabouk=SA07=07
          Duba=ضباء; Wajh=الوجه; Umluj=أملج; Tayma=تيماء; Haql=حقل; Neom=نيوم
        Northern Borders=الحدود الشمالية=Al Hudud ash Shamaliyah=SA08=08
          Arar=عرعر; Rafha=رفحاء; Turaif=طريف
        Jazan=جازان=جيزان=Jizan=SA09=09
          Sabya=صبيا; Abu Arish=أبو عريش; Samtah=صامطة; Farasan=فرسان; Baish=بيش
        Najran=نجران=SA10=10
          Sharurah=شرورة; Habuna=حبونا
        Bahah=الباحة=Baha=SA11=11
          Baljurashi=بلجرشي; Mandaq=المندق; Mikhwah=المخواة
        Jawf=الجوف=Jouf=SA12=12
          Sakaka=سكاكا; Qurayyat=القريات; Dumat al Jandal=دومة الجندل
        Asir=عسير=Aseer=SA14=14
          Abha=أبها; Khamis Mushait=خميس مشيط=Khamis Mushayt; Bisha=بيشة; Muhayil=محايل=محايل عسير; Namas=النماص; Ahad Rafidah=أحد رفيدة; Sarat Abidah=سراة عبيدة
        """;
}

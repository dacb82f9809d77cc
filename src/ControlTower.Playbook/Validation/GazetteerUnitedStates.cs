namespace ControlTower.Playbook.Validation;

/// <summary>
/// States with the three-digit ZIP prefixes that USPS gives them, and cities that are known by one state alone; a name that means
/// several known cities stands under each. The format is that of <see cref="GazetteerEgypt"/>, prefixes after the colon.
/// </summary>
internal static class GazetteerUnitedStates
{
    public const string Text = """
        Alabama=AL: 350-352 354-369
          Montgomery; Mobile; Huntsville; Tuscaloosa; Birmingham
        Alaska=AK: 995-999
          Anchorage; Juneau; Fairbanks
        Arizona=AZ: 850-853 855-857 859-860 863-865
          Phoenix; Tucson; Mesa; Scottsdale; Tempe; Chandler; Flagstaff; Glendale
        Arkansas=AR: 716-729
          Little Rock; Fayetteville
        California=CA: 900-908 910-928 930-961
          Los Angeles=LA; San Francisco=SF; San Diego; San Jose; Sacramento; Oakland; Fresno; Long Beach; Anaheim; Santa Monica; Palo Alto; Berkeley; Irvine; Pasadena; Mountain View; Cupertino; Glendale; Richmond
        Colorado=CO: 800-816
          Denver; Boulder; Colorado Springs; Aurora; Fort Collins
        Connecticut=CT: 060-069
          Hartford; New Haven; Stamford; Bridgeport
        Delaware=DE: 197-199
          Wilmington; Dover
        District of Columbia=DC=Washington DC: 200 202-205 569
          Washington
        Florida=FL: 320-339 341-342 344 346-347 349
          Miami; Orlando; Tampa; Jacksonville; Fort Lauderdale; Tallahassee; St Petersburg=Saint Petersburg; Hialeah; Naples
        Georgia=GA: 300-319 398-399
          Atlanta; Savannah; Augusta; Columbus; Athens
        Guam=GU: 969
          Hagatna; Tamuning
        Hawaii=HI: 967-968
          Honolulu; Hilo; Waikiki
        Idaho=ID: 832-838
          Boise
        Illinois=IL: 600-620 622-629
          Chicago; Naperville; Peoria; Aurora; Evanston; Springfield
        Indiana=IN: 460-479
          Indianapolis; Fort Wayne; Bloomington
        Iowa=IA: 500-516 520-528
          Des Moines; Cedar Rapids; Iowa City
        Kansas=KS: 660-662 664-679
          Wichita; Topeka; Kansas City; Overland Park
        Kentucky=KY: 400-418 420-427
          Louisville; Lexington
        Louisiana=LA: 700-701 703-708 710-714
          New Orleans; Baton Rouge; Shreveport
        Maine=ME: 039-049
          Portland; Bangor; Augusta
        Maryland=MD: 206-212 214-219
          Baltimore; Annapolis; Bethesda; Rockville
        Massachusetts=MA: 010-027 055
          Boston; Cambridge; Worcester; Springfield
        Michigan=MI: 480-499
          Detroit; Ann Arbor; Grand Rapids; Lansing
        Minnesota=MN: 550-551 553-567
          Minneapolis; Saint Paul=St Paul; Duluth
        Mississippi=MS: 386-397
          Jackson; Biloxi
        Missouri=MO: 630-631 633-641 644-658
          St Louis=Saint Louis; Kansas City; Columbia; Springfield
        Montana=MT: 590-599
          Billings; Missoula; Bozeman
        Nebraska=NE: 680-681 683-693
          Omaha; Lincoln
        Nevada=NV: 889-891 893-895 897-898
          Las Vegas; Reno; Henderson
        New Hampshire=NH: 030-038
          Manchester; Nashua; Concord
        New Jersey=NJ: 070-089
          Newark; Jersey City; Hoboken; Trenton; Princeton
        New Mexico=NM: 870-871 873-875 877-884
          Albuquerque; Santa Fe; Las Cruces; Las Vegas
        New York=NY: 005 063 100-149
          New York=NYC; Brooklyn; Queens; Bronx; Manhattan; Staten Island; Buffalo; Rochester; Syracuse; Albany; Yonkers; Manchester
        North Carolina=NC: 270-289
          Charlotte; Raleigh; Durham; Greensboro; Wilmington; Fayetteville; Asheville
        North Dakota=ND: 580-588
          Fargo; Bismarck
        Ohio=OH: 430-459
          Columbus; Cleveland; Cincinnati; Toledo; Akron; Dayton
        Oklahoma=OK: 730-731 734-741 743-749
          Oklahoma City; Tulsa; Norman
        Oregon=OR: 970-979
          Portland; Eugene; Salem; Bend
        Pennsylvania=PA: 150-196
          Philadelphia; Pittsburgh; Harrisburg; Allentown; Scranton
        Puerto Rico=PR: 006-007 009
          San Juan; Ponce
        Rhode Island=RI: 028-029
          Providence; Newport
        South Carolina=SC: 290-299
          Charleston; Columbia; Greenville; Myrtle Beach
        South Dakota=SD: 570-577
          Sioux Falls; Rapid City
        Tennessee=TN: 370-385
          Nashville; Memphis; Knoxville; Chattanooga
        Texas=TX: 733 750-799 885
          Houston; Dallas; Austin; San Antonio; Fort Worth; El Paso; Plano; Arlington; Corpus Christi; Lubbock; Frisco; Pasadena
        Utah=UT: 840-847
          Salt Lake City; Provo; Ogden; Park City
        Vermont=VT: 050-054 056-059
          Burlington; Montpelier
        Virgin Islands=VI: 008
          Charlotte Amalie
        Virginia=VA: 201 220-246
          Richmond; Virginia Beach; Norfolk; Arlington; Alexandria; Roanoke; Reston
        Washington=WA: 980-986 988-994
          Seattle; Spokane; Tacoma; Bellevue; Redmond; Olympia
        West Virginia=WV: 247-268
          Charleston; Morgantown
        Wisconsin=WI: 530-532 534-535 537-549
          Milwaukee; Madison; Green Bay
        Wyoming=WY: 820-831
          Cheyenne; Laramie; Jackson
        """;
}

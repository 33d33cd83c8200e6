"""Kanji that names are written with in several forms.

The pairs of old and new forms are those of the Joyo kanji table (Cabinet notification No. 2 of 2010, the
forms in brackets). To them come forms that family registers have and word processors offer (髙, 﨑, 邉), and
radicals that texts copied from PDF files hold in place of letters. Compatibility ideographs are not listed:
NFKC unites them.
"""

from __future__ import annotations

_FORMS = """
万萬 与與 両兩 並竝 乗乘 乱亂 亀⻲龜 予豫 争爭 亘亙 亜亞 京亰 仏佛 仙僊 仮假 会會 伝傳
体體 余餘 併倂 侠俠 価價 倶俱 倹儉 偽僞 兎兔莵 児兒 党黨 円圓 写寫 凛凜 処處 剣劍 剤劑
剥剝 剰剩 励勵 労勞 効效 勅敕 勧勸 勲勳 区區 医醫 単單 卯夘 即卽 厳嚴 参參 双雙 収收
叙敍 台臺 号號 吉𠮷 呑吞 営營 嘘噓 嘱囑 団團 囲圍 図圖 国國 圏圈 園薗 土圡 圧壓 堕墮
場塲 塁壘 塩鹽 増增 壊壞 壌壤 壮壯 声聲 壱壹 売賣 壷壺 変變 奥奧 奨奬 姉姊 姫姬 嬢孃
学學 宜冝 宝寶 実實 富冨 寛寬 寝寢 対對 寿壽 専專 将將 尭堯 尽盡 届屆 屏屛 属屬 岩嵒
岳嶽 峡峽 峰峯 島㠀嶋嶌 崎㟢嵜碕﨑 巌巖 巣巢 巻卷 帯帶 帰歸 庁廳 広廣 床牀 廃廢 弐貳 弥彌
弾彈 当當 彦彥 径徑 従從 徳德惪 徴徵 応應 恋戀 恒恆 恥耻 恵惠 悩惱 悪惡 惨慘 慎愼 懐懷
戦戰 戯戲 戸戶 戻戾 払拂 抜拔 択擇 担擔 拝拜 拠據 拡擴 挙擧 挟挾 挿插 捜搜 掲揭 掴摑
掻搔 揺搖 摂攝 撃擊 数數 斉⻫齊 斎齋 断斷 旧舊 昂昻 昇曻 昼晝 晃晄 晋晉 晩晚 暁曉 暦曆
曽曾 朴樸 村邨 条條 来來 杯盃 松枩柗 枡桝 枢樞 柏栢 柳栁桺 柿柹 栃杤 栄榮 桑桒 桜櫻 桟棧
桧檜 梅楳 検檢 楼樓 楽樂 概槪 様樣 槙槇 権權 横橫 橋槗𣘺 欠缺 欧歐 歓歡 歩步 歯齒 歳歲
歴歷 残殘 殴毆 殻殼 毎每 民⺠ 気氣 沢澤 浄淨 浅淺 浜濱濵 涙淚 涛濤 涼凉 淵渊渕 清淸 渇渴
済濟 渉涉 渋澁 渓溪 温溫 湾灣 湿濕 満滿 滝瀧 滞滯 潜潛 瀬瀨 灯燈 炉爐 点點 為爲 焔焰
焼燒 熙凞煕 犠犧 状狀 独獨 狭狹 猟獵 猪豬 献獻 獣獸 瑶瑤 瓶甁 画畫 留㽞畄 略畧 畳疊 痩瘦
痴癡 発發 皐皋 盗盜 県縣 真眞 研硏 砕碎 砺礪 礼禮 祢禰 祷禱 禅禪 秋秌 秘祕 称稱 稲稻
穂穗 穎頴 穏穩 窃竊 窓窗 竃竈 竜⻯⻰龍 箪簞 籠篭 粋粹 粛肅 糸絲 経經 絵繪 継繼 続續 総總
緑綠 緒緖 線綫 縁緣 縄繩 縦縱 繊纖 繍繡 缶罐 群羣 翻飜 聡聰 聴聽 胆膽 脳腦 臓臟 舎舍
船舩 艶艷 芦蘆 芸藝 茎莖 草艸 荘莊 莱萊 萌萠 蒋蔣 蔵藏 薫薰 薬藥 薮藪 虎⻁ 虚虛 虫蟲
蚕蠶 蛍螢 蛎蠣 蛮蠻 蝉蟬 蝋蠟 衛衞 装裝 裏裡 褒襃 西⻄ 覇霸 覚覺 覧覽 観觀 角⻆ 解觧
触觸 訳譯 証證 誉譽 読讀 諌諫 謡謠 譲讓 豊豐 賛贊 践踐 躯軀 転轉 軽輕 辞辭 辺邉邊 逓遞
遅遲 遍徧 遥遙 郎郞 郷鄕 酔醉 醤醬 醸釀 釈釋 野埜 鈎鉤 鉄銕鐵 鉱鑛 銭錢 鋳鑄 錬鍊 録錄
鎌鐮 鎮鎭 鑑鑒 長⻑ 間閒 関關 闘鬭 陥陷 険險 随隨 隠隱 隣鄰 雑雜 霊靈 青⻘靑 静靜 靱靭
頚頸 頬頰 頼賴 顕顯 食⻝ 飯飰 餅餠 館舘 駅驛 駆驅 騒騷 験驗 騨驒 髄髓 高髙 髪髮 鬱欝
鬼⻤ 鯵鰺 鴎鷗 鴬鶯 鶏鷄 鹸鹼 麦⻨麥 麹麴 麺麵 黄⻩黃 黒黑 黙默 齢齡
"""
"""Groups of forms of one letter; the first stands for all."""

VARIANTS = str.maketrans({form: group[0] for group in _FORMS.split() for form in group[1:]})
"""What `str.translate` needs to write all forms of a kanji as one."""

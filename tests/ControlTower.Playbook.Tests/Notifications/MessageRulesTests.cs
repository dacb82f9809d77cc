using ControlTower.Playbook.Notifications;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Playbook.Tests.Notifications;

public sealed class MessageRulesTests
{
    private static readonly TimeZoneInfo s_cairo = TimeZoneInfo.FindSystemTimeZoneById("Africa/Cairo");
    private static readonly DateTimeOffset s_noon = new(2026, 1, 12, 10, 0, 0, TimeSpan.Zero); // noon in Cairo

    [Fact]
    public void A_receipt_never_takes_a_message_back()
    {
        var message = Message();
        message.Begin(s_noon);
        Assert.True(message.Sent("wamid.1", s_noon));
        Assert.True(message.Delivered(s_noon));

        Assert.False(message.Sent("wamid.1", s_noon));
        Assert.False(message.Failed("late news", s_noon));
        Assert.Equal((MessageState.Delivered, (string?)null), (message.State, message.Reason));
    }

    [Fact]
    public void What_was_delivered_did_not_fail_whatever_came_first()
    {
        var message = Message();
        Assert.True(message.Failed("131026", s_noon));
        Assert.True(message.Delivered(s_noon));
        Assert.Equal(MessageState.Delivered, message.State);
    }

    [Fact]
    public void A_message_that_is_not_to_be_sent_stays_unsent()
    {
        var message = Message();
        message.Suppress("late");
        Assert.False(message.Sent("x", s_noon));
        Assert.False(message.QueueAgain(s_noon, s_noon));
        Assert.Equal((MessageState.Suppressed, "late"), (message.State, message.Reason));
    }

    [Fact]
    public void Nobody_is_told_tomorrow_that_the_parcel_comes_today()
    {
        var plan = MessagePlan.Of(MessageOccasion.OutForDelivery);
        Assert.Equal(s_noon.AddHours(8), plan.ExpiresAt(s_noon, s_cairo));
        Assert.Equal(new DateTimeOffset(2026, 1, 12, 22, 0, 0, TimeSpan.Zero), plan.ExpiresAt(s_noon.AddHours(8), s_cairo)); // 20:00 there: until midnight
    }

    [Theory]
    [InlineData("2026-01-12T19:59:00Z", "2026-01-12T19:59:00Z")] // 21:59 in Cairo
    [InlineData("2026-01-12T20:00:00Z", "2026-01-13T06:00:00Z")] // 22:00: until eight
    [InlineData("2026-01-13T01:30:00Z", "2026-01-13T06:00:00Z")]
    [InlineData("2026-01-13T06:00:00Z", "2026-01-13T06:00:00Z")]
    public void At_night_by_the_customers_clock_nobody_is_written_to(string now, string expected) =>
        Assert.Equal(Instant(expected), CustomerPlace.NotBefore(Instant(now), s_cairo, new(22, 0), new(8, 0)));

    [Theory]
    [InlineData("Mariam T.", "EG", "en"), InlineData("مريم ط.", "US", "ar"), InlineData(null, "SA", "ar"), InlineData(null, "US", "en"), InlineData("‪Ω", "EG", "ar")]
    public void A_customer_is_written_to_as_they_write_their_name(string? name, string country, string language) =>
        Assert.Equal(language, CustomerPlace.LanguageOf(name, country));

    [Theory]
    [InlineData("", 1, 0, false)]
    [InlineData("Your order 42 is on its way.", 1, 28, false)]
    [InlineData("€", 1, 2, false)] // of the extension table: an escape and a letter
    [InlineData("طلبك في الطريق", 1, 14, true)]
    public void A_text_is_counted_as_the_operators_charge_it(string text, int segments, int units, bool isUnicode) =>
        Assert.Equal(new SmsSegments(segments, units, isUnicode), SmsSegments.Of(text));

    [Theory]
    [InlineData('a', 160, 1), InlineData('a', 161, 2), InlineData('a', 306, 2), InlineData('a', 307, 3)]
    [InlineData('ط', 70, 1), InlineData('ط', 71, 2), InlineData('ط', 134, 2), InlineData('ط', 135, 3)]
    [InlineData('€', 80, 1), InlineData('€', 81, 2), InlineData('€', 152, 2), InlineData('€', 153, 3)] // 76 of two septets to a joined part
    public void Joined_parts_hold_less_than_a_single_one(char letter, int count, int segments) => Assert.Equal(segments, SmsSegments.Of(new(letter, count)).Segments);

    [Fact]
    public void An_emoji_is_never_cut_in_two() => Assert.Equal(3, SmsSegments.Of(string.Concat(Enumerable.Repeat("😀", 67))).Segments); // 33 whole ones to a part

    [Fact]
    public void Every_button_is_read_back_and_nothing_else_is_one()
    {
        Assert.All(Enum.GetValues<CodWish>(), wish => Assert.Equal(new ButtonAnswer(wish, "CT-100042"), ButtonAnswer.Read(ButtonAnswer.Payload(wish, "CT-100042"))));
        Assert.All(new[] { null, "", "Unsubscribe", "cod:", "cod:confirm:", "cod:buy:CT-1", "cod:confirm:CT-1:x", "COD:confirm:CT-1" }, payload => Assert.Null(ButtonAnswer.Read(payload)));
    }

    [Theory, InlineData("STOP"), InlineData("unsubscribe"), InlineData("إلغاء الاشتراك"), InlineData("Stop.")]
    public void Whoever_asks_to_be_left_alone_is_understood(string text) => Assert.True(OptOutWords.Is(text));

    [Fact]
    public void A_word_within_a_sentence_is_no_such_wish() => Assert.False(OptOutWords.Is("Do not stop at the gate"));

    [Fact]
    public void A_thumb_wants_no_answer_and_the_oldest_question_counts()
    {
        var conversation = new Conversation(Guid.NewGuid(), "+201001234567", s_noon);
        conversation.Hear("Mariam", s_noon, null, wantsAnswer: false);
        Assert.Null(conversation.UnansweredSince);

        conversation.Hear(null, s_noon.AddMinutes(2), null, wantsAnswer: true);
        conversation.Hear(null, s_noon.AddMinutes(1), null, wantsAnswer: true); // webhooks come in any order
        Assert.Equal((s_noon.AddMinutes(1), s_noon.AddMinutes(2), "Mariam"), (conversation.UnansweredSince, conversation.LastInAt, conversation.Name));
        Assert.True(conversation.IsWindowOpen(s_noon.AddHours(24)));
        Assert.False(conversation.IsWindowOpen(s_noon.AddHours(24).AddMinutes(2)));
    }

    [Fact]
    public void Every_occasion_has_a_plan_and_no_channel_twice_in_a_lane() => Assert.All(MessagePlan.Told, occasion =>
    {
        var plan = MessagePlan.Of(occasion);
        Assert.NotEmpty(plan.Lanes);
        Assert.All(plan.Lanes, lane => Assert.Equal(lane.Distinct().Count(), lane.Count));
        Assert.True(plan.HoursMax > 0);
    });

    private static Message Message() => Playbook.Notifications.Message.Write(
        Guid.NewGuid(), null, MessageOccasion.Shipped, "shipped", MessageChannel.Sms, 0, "en", 1, s_noon, s_noon, s_noon.AddDays(2), "{}", "tower");

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}

using Bunit;
using Bunit.TestDoubles;
using ControlTower.Access;
using ControlTower.Screens.Parts;
using ControlTower.Screens.Words;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace ControlTower.Tests.Screens;

/// <summary>What a page makes of a scan, and what the script gets back for it.</summary>
public sealed class ScanBoxTests : BunitContext
{
    public ScanBoxTests()
    {
        AddAuthorization();
        Services.AddSingleton(new TowerWords(new WordBook(), Languages.English))
            .AddSingleton(services => new ActorSource(services.GetRequiredService<AuthenticationStateProvider>(), rights: null!)); // nobody is signed in: rights are not asked
    }

    [Theory]
    [InlineData("T-shirt, black, L", "T-shirt, black, XL", "T-shirt, black, |L|", "T-shirt, black, |XL|")]
    [InlineData("Mug red 300 ml", "Mug blue 300 ml", "Mug |red| 300 ml", "Mug |blue| 300 ml")]
    [InlineData("Sport socks", "Sport socks long", "Sport socks ||", "Sport socks |long|")]
    [InlineData("Mug", "Shirt", "Mug||", "Shirt||")]
    [InlineData("Mug", "Mug", "Mug ||", "Mug ||")]
    public void Two_names_are_marked_at_the_words_in_which_they_differ(string scanned, string needed, string scannedMarked, string neededMarked)
    {
        var (one, other) = ScanSignRow.Compare(new("You scanned", scanned), new("Needed", needed));
        Assert.Equal((scannedMarked, neededMarked), (Marked(one), Marked(other)));
    }

    [Fact]
    public async Task A_scan_that_meets_no_database_keeps_its_place_and_one_that_meets_a_bug_does_not_pretend()
    {
        Assert.Equal("later", (await ScanAsync(_ => throw new NpgsqlException("away"))).Sign);
        await Assert.ThrowsAsync<InvalidOperationException>(() => ScanAsync(_ => throw new InvalidOperationException("bug")));
    }

    [Fact]
    public async Task The_page_gets_the_scan_with_its_name_and_the_script_the_pages_sign()
    {
        Scan? came = null;
        var answer = await ScanAsync(turn => (came, turn.Sign) = (turn.Scan, new(SignKind.Many, "Too many") { Button = "OK" }));
        Assert.Equal(("ORD-7", 3L), (came!.Text, came.Seq));
        Assert.Equal(("many", "Too many", "OK"), (answer.Sign, answer.Title, answer.Button));
    }

    private Task<ScanAnswer> ScanAsync(Action<ScanTurn> take)
    {
        var box = Render<ScanBox>(part => part.Add(box => box.Name, "pick").Add(box => box.OnScan, take));
        return box.InvokeAsync(() => box.Instance.ScanAsync(Guid.NewGuid(), Guid.NewGuid(), 3, "ORD-7"));
    }

    private static string Marked(ScanSignRow row) => $"{row.Before}|{row.Mark}|{row.After}";
}

using System.Net.Http.Json;
using System.Text.Json;
using ControlTower.Tests.Ground;

namespace ControlTower.Browser;

/// <summary>A tower's doors, as a machine with a key uses them.</summary>
internal static class Doors
{
    public static async Task<JsonElement> DoAsync(this HttpClient tower, string door, object wish)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, door) { Content = JsonContent.Create(wish) };
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        using var answer = await tower.SendAsync(request);
        Assert.True(answer.IsSuccessStatusCode, $"{door}: {answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    /// <summary>Our number of the shop's order, as soon as it is one.</summary>
    public static async Task<string> NumberOfAsync(this HttpClient tower, long id)
    {
        string? number = null;
        await Eventually.TrueAsync(async () =>
        {
            var found = await tower.GetFromJsonAsync<JsonElement>($"/api/v1/search?q={id}");
            number = found.EnumerateArray().Where(hit => hit.GetProperty("kind").GetString() == "order").Select(hit => hit.GetProperty("number").GetString()).FirstOrDefault();
            return number is not null;
        });
        return number!;
    }
}

using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ControlTower.Simulator.World;

namespace ControlTower.Simulator.Couriers;

/// <summary>Tells the tower what happened to a parcel, each courier in its own words and with its own proof; some are told twice, as couriers do.</summary>
public sealed class CarrierNews(HttpClient http, SimSettings settings, Tally tally, TimeProvider clock)
{
    private const int TwicePerHundred = 3;
    private const int TriesMax = 5;
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(10);
    private static readonly JsonSerializerOptions s_asIs = new();

    public async Task TellAsync(CarrierParcel parcel, CancellationToken cancellationToken)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(BodyOf(parcel), s_asIs);
        var times = Dice.Of(settings.Seed, "news", parcel.Reference, parcel.Step.ToString()).Below(100) < TwicePerHundred ? 2 : 1;
        for (var time = 0; time < times; time++)
        {
            await SendAsync(parcel, body, cancellationToken);
        }
    }

    private async Task SendAsync(CarrierParcel parcel, byte[] body, CancellationToken cancellationToken)
    {
        for (var tries = 1; tries <= TriesMax; tries++)
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(s_limit);
            using var request = new HttpRequestMessage(HttpMethod.Post, $"/couriers/{parcel.Courier}/events") { Content = new ByteArrayContent(body) { Headers = { ContentType = new("application/json") } } };
            Prove(request, parcel.Courier, body);
            try
            {
                using var answer = await http.SendAsync(request, limit.Token);
                if ((int)answer.StatusCode < 500)
                {
                    tally.Count(answer.IsSuccessStatusCode ? "courier news" : "courier news refused");
                    return;
                }
            }
            catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
            {
                tally.Count("tower away");
            }

            await Task.Delay(TimeSpan.FromSeconds(tries), clock, cancellationToken);
        }
    }

    private void Prove(HttpRequestMessage request, string courier, byte[] body)
    {
        var secret = settings.SecretCouriers ?? "";
        if (courier == CarrierDoors.Easypost)
        {
            var key = Encoding.UTF8.GetBytes(secret.Normalize(NormalizationForm.FormKD));
            request.Headers.Add("X-Hmac-Signature", $"hmac-sha256-hex={Convert.ToHexStringLower(HMACSHA256.HashData(key, body))}");
        }
        else
        {
            request.Headers.Add("X-Tower-Secret", secret);
        }
    }

    private static object BodyOf(CarrierParcel parcel) => parcel.Courier switch
    {
        CarrierDoors.Easypost => OfEasypost(parcel),
        CarrierDoors.Aramex => new { Key = parcel.Tracking, Value = new[] { OfAramex(parcel) } },
        _ => OfBosta(parcel),
    };

    private static object OfEasypost(CarrierParcel parcel)
    {
        var (status, detail) = parcel.Step switch
        {
            CarrierStep.PickedUp => ("in_transit", "picked_up"),
            CarrierStep.OutForDelivery => ("out_for_delivery", "out_for_delivery"),
            CarrierStep.AttemptFailed => ("failure", "unknown"),
            CarrierStep.Delivered => ("delivered", "arrived_at_destination"),
            CarrierStep.Returning => ("return_to_sender", "return"),
            _ => ("in_transit", "unknown"),
        };
        var at = parcel.At.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
        return new
        {
            id = $"evt_{parcel.Id}_{parcel.Step}_{parcel.Attempts}", @object = "Event", description = "tracker.updated", mode = "test", previous_attributes = new { },
            result = new
            {
                id = $"trk_{parcel.Id}", @object = "Tracker", tracking_code = parcel.Tracking, status, status_detail = detail, carrier = "USPS", created_at = at, updated_at = at,
                tracking_details = new[]
                {
                    new { @object = "TrackingDetail", message = WordsOf(parcel), status, status_detail = detail, datetime = at, source = "USPS", tracking_location = new { city = parcel.City, country = parcel.Country } },
                },
            },
        };
    }

    private static object OfAramex(CarrierParcel parcel) => new
    {
        WaybillNumber = parcel.Tracking,
        UpdateCode = parcel.Step switch
        {
            CarrierStep.PickedUp => "SH012",
            CarrierStep.OutForDelivery => "SH003",
            CarrierStep.AttemptFailed => "SH033",
            CarrierStep.Delivered => "SH005",
            CarrierStep.Returning => "SH069",
            _ => "SH001",
        },
        UpdateDescription = WordsOf(parcel),
        UpdateDateTime = string.Create(CultureInfo.InvariantCulture, $"/Date({parcel.At.ToUnixTimeMilliseconds()}+0000)/"),
        UpdateLocation = parcel.City,
        Comments = "",
        ProblemCode = "",
    };

    private static object OfBosta(CarrierParcel parcel) => new
    {
        _id = parcel.Id,
        trackingNumber = parcel.Tracking,
        state = parcel.Step switch
        {
            CarrierStep.PickedUp => 21,
            CarrierStep.OutForDelivery => 41,
            CarrierStep.AttemptFailed => 47,
            CarrierStep.Delivered => 45,
            CarrierStep.Returning => 60,
            _ => 30,
        },
        type = "SEND",
        cod = parcel.Step == CarrierStep.Delivered ? parcel.Cod : 0,
        timeStamp = parcel.At.ToUnixTimeMilliseconds(),
        isConfirmedDelivery = parcel.Step == CarrierStep.Delivered,
        exceptionReason = parcel.Step == CarrierStep.AttemptFailed ? WordsOf(parcel) : "",
        businessReference = parcel.Reference,
        numberOfAttempts = parcel.Attempts,
    };

    private static string WordsOf(CarrierParcel parcel) => parcel.Step switch
    {
        CarrierStep.PickedUp => "Picked up from the sender",
        CarrierStep.OutForDelivery => "Out for delivery",
        CarrierStep.AttemptFailed => parcel.Fate == CarrierFate.Refused ? "Customer refused the parcel" : "Customer is not answering",
        CarrierStep.Delivered => "Delivered",
        CarrierStep.Returning => "Returning to the sender",
        _ => "Arrived at a facility",
    };
}

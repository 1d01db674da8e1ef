using System.Text.Json;

namespace Extensions.Jobs.Abstractions.Tests;

/// <summary>Times are RFC 3339 in UTC, durations ISO 8601, whatever the value was made of.</summary>
public sealed class TimeOnTheWireTests
{
    [Theory]
    [InlineData("2026-11-24T10:00:00Z", "2026-11-24T10:00:00Z")]
    [InlineData("2026-11-24T12:00:00+02:00", "2026-11-24T10:00:00Z")]
    [InlineData("2026-11-24T00:30:00.5-11:00", "2026-11-24T11:30:00.500Z")]
    [InlineData("2026-11-24T10:00:00.1239999Z", "2026-11-24T10:00:00.123Z")]
    [InlineData("0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z")]
    [InlineData("9999-12-31T23:59:59.999Z", "9999-12-31T23:59:59.999Z")]
    public void A_time_is_utc_with_milliseconds_where_there_are_any(string read, string written)
    {
        var document = Document("due", read);

        Assert.Equal(written, document.GetProperty("due").GetString());
    }

    [Theory]
    [InlineData("PT0S")]
    [InlineData("PT0.25S")]
    [InlineData("PT1M30S")]
    [InlineData("P1DT2H30M")]
    [InlineData("P36500D")]
    public void A_duration_is_read_and_written(string duration)
    {
        var document = Document("estimatedDuration", duration);

        Assert.Equal(duration, document.GetProperty("estimatedDuration").GetString());
    }

    [Theory]
    [InlineData("due", "\"yesterday\"")]
    [InlineData("due", "17")]
    [InlineData("estimatedDuration", "\"00:01:30\"")]
    [InlineData("estimatedDuration", "\"P99999999999999999D\"")]
    [InlineData("estimatedDuration", "\"P99999999Y\"")]
    [InlineData("estimatedDuration", "90")]
    public void What_is_neither_is_no_document(string member, string value) =>
        Assert.Throws<JsonException>(() => Read(member, value));

    private static JsonElement Document(string member, string value) =>
        JsonSerializer.SerializeToElement(Read(member, $"\"{value}\""), JobStatusJsonContext.Default.JobStatus);

    private static JobStatus Read(string member, string value) =>
        JsonSerializer.Deserialize(
            $$$"""
            {"id":"5f0c","type":"ping","status":"queued","created":"2026-11-24T10:00:00Z",
             "updated":"2026-11-24T10:00:00Z","output":{"state":"pending"},"{{{member}}}":{{{value}}}}
            """,
            JobStatusJsonContext.Default.JobStatus
        )!;
}

using System.Text.Json;
using System.Text.Json.Serialization;
using System.Xml;

namespace Extensions.Jobs;

/// <summary>ISO 8601 durations (RFC 3339, appendix A), as <c>PT1M30S</c>.</summary>
internal sealed class IsoDurationConverter : JsonConverter<TimeSpan>
{
    public override TimeSpan Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        try
        {
            return XmlConvert.ToTimeSpan(reader.GetString()!);
        }
        catch (Exception failure) when (failure is FormatException or OverflowException)
        {
            throw new JsonException("Not an ISO 8601 duration.", failure);
        }
    }

    public override void Write(Utf8JsonWriter writer, TimeSpan value, JsonSerializerOptions options) =>
        writer.WriteStringValue(XmlConvert.ToString(value));
}

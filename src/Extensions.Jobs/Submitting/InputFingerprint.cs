using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;

namespace Extensions.Jobs;

/// <summary>
/// Tells inputs apart: SHA-256, in hex, over the input as it is stored, with the members of its objects in the order of their names.
/// Most types are stored in an order of their own, but dictionaries and raw JSON in the order in which they came.
/// </summary>
internal static class InputFingerprint
{
    private static readonly JsonDocumentOptions _anyDepth = new() { MaxDepth = int.MaxValue };

    public static string Of(ReadOnlyMemory<byte> input)
    {
        var sorted = new ArrayBufferWriter<byte>(input.Length + 1);
        try
        {
            using var document = JsonDocument.Parse(input, _anyDepth);
            using var writer = new Utf8JsonWriter(sorted, new JsonWriterOptions { SkipValidation = true });
            Write(document.RootElement, writer);
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            // A converter has written what is no JSON.
            return Hash(input.Span);
        }

        return Hash(sorted.WrittenSpan);
    }

    private static void Write(JsonElement element, Utf8JsonWriter writer)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var member in element.EnumerateObject().OrderBy(each => each.Name, StringComparer.Ordinal))
                {
                    writer.WritePropertyName(member.Name);
                    Write(member.Value, writer);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in element.EnumerateArray())
                {
                    Write(item, writer);
                }

                writer.WriteEndArray();
                break;
            default:
                element.WriteTo(writer);
                break;
        }
    }

    private static string Hash(ReadOnlySpan<byte> json) => Convert.ToHexStringLower(SHA256.HashData(json));
}

using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Options;

namespace Extensions.Jobs;

/// <summary>Writes inputs and outputs as they are stored: UTF-8 JSON, by their declared type, up to a size.</summary>
internal sealed class PayloadSerializer(IOptions<JobsOptions> options)
{
    private readonly JsonSerializerOptions _options = options.Value.SerializerOptions;

    /// <exception cref="PayloadTooLargeException">More than so many bytes; what would have no end stops there.</exception>
    /// <exception cref="JsonException">It cannot be written.</exception>
    public ReadOnlyMemory<byte> Write<T>(T value, int maxBytes)
    {
        var buffer = new LimitedBuffer(maxBytes);
        using (var writer = new Utf8JsonWriter(buffer, WriterOptions))
        {
            try
            {
                JsonSerializer.Serialize(writer, value, TypeInfo<T>());
            }
            catch (Exception failure) when (failure is not (PayloadTooLargeException or JsonException))
            {
                // Whatever a getter or a converter of the payload throws says the same: it cannot be written.
                throw new JsonException(failure.Message, failure);
            }
        }

        return buffer.Written;
    }

    /// <exception cref="JsonException">It cannot be read; null, where the type has a value to give, is no payload.</exception>
    public T Read<T>(ReadOnlyMemory<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize(json.Span, TypeInfo<T>())
                ?? throw new JsonException("The payload is null.");
        }
        catch (Exception failure) when (failure is not JsonException)
        {
            throw new JsonException(failure.Message, failure);
        }
    }

    private JsonWriterOptions WriterOptions =>
        new()
        {
            Encoder = _options.Encoder,
            MaxDepth = _options.MaxDepth,
            SkipValidation = true,
        };

    private JsonTypeInfo<T> TypeInfo<T>() => (JsonTypeInfo<T>)_options.GetTypeInfo(typeof(T));
}

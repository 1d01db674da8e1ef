using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Extensions.Jobs;

/// <summary>Writes inputs and reads outputs, by their declared types.</summary>
/// <typeparam name="TInput">The input of the worker.</typeparam>
/// <typeparam name="TOutput">The output of the worker.</typeparam>
internal sealed class JobPayloads<TInput, TOutput>
    where TInput : notnull
{
    private readonly JsonTypeInfo<TInput> _input;
    private readonly JsonTypeInfo<TOutput> _output;

    /// <exception cref="NotSupportedException">The options have no contract for one of the types.</exception>
    public JobPayloads(JsonSerializerOptions options)
    {
        options.MakeReadOnly(populateMissingResolver: true);
        _input = (JsonTypeInfo<TInput>)options.GetTypeInfo(typeof(TInput));
        _output = (JsonTypeInfo<TOutput>)options.GetTypeInfo(typeof(TOutput));
    }

    /// <exception cref="JobInputException">It cannot be written.</exception>
    public ReadOnlyMemory<byte> Write(TInput input)
    {
        try
        {
            return JsonSerializer.SerializeToUtf8Bytes(input, _input);
        }
        catch (Exception failure)
        {
            // Whatever a getter or a converter of the payload throws says the same: it cannot be written.
            throw new JobInputException("The input cannot be written as JSON.", innerException: failure);
        }
    }

    /// <exception cref="JsonException">It cannot be read; null, where the type has a value to give, is no payload.</exception>
    public TOutput Read(ReadOnlyMemory<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize(json.Span, _output) ?? throw new JsonException("The output is null.");
        }
        catch (Exception failure) when (failure is not JsonException)
        {
            throw new JsonException(failure.Message, failure);
        }
    }
}

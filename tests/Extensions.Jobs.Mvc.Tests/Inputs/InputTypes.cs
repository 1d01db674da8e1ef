using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Extensions.Jobs.Mvc.Tests.Inputs;

public sealed record Checked([Range(1, 9)] int Count, [StringLength(3, ErrorMessage = "Too long, dear.")] string? Text);

public sealed record Sized([Range(1, 9)] int Size);

/// <summary>Its members have other names in JSON, and it is not valid as a whole if its first has the size 3.</summary>
public sealed record Basket(
    IReadOnlyList<Sized>? Items,
    [property: JsonPropertyName("by-name")] Dictionary<string, Sized>? ByName,
    Sized? First
) : IValidatableObject
{
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        First?.Size == 3 ? [new ValidationResult("Not a three.")] : [];
}

public sealed record Nested(string Name, Nested? Inner);

public sealed record Demanding
{
    public required string First { get; init; }

    public required int Second { get; init; }
}

[JsonPolymorphic]
[JsonDerivedType(typeof(Square), "square")]
public abstract record Shape;

public sealed record Square(double Side) : Shape;

public enum Colour
{
    Red,
    Green,
}

public readonly record struct Point(int X, int Y);

/// <summary>Refuses in its constructor, as a value of a domain would.</summary>
public sealed record Percent
{
    public Percent(int value)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, 100);
        Value = value;
    }

    public int Value { get; }
}

/// <summary>Has a converter that reads null as a value.</summary>
[JsonConverter(typeof(Converter))]
public readonly record struct Maybe(string? Text)
{
    private sealed class Converter : JsonConverter<Maybe>
    {
        public override bool HandleNull => true;

        public override Maybe Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            new(reader.GetString());

        public override void Write(Utf8JsonWriter writer, Maybe value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.Text);
    }
}

/// <summary>Throws while it is validated.</summary>
public sealed record Fragile(string Text) : IValidatableObject
{
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        Text.Length > 3 ? throw new KeyNotFoundException("Extensions.Jobs.Secret") : [];
}

using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Extensions.Jobs.Mvc;

/// <summary>The entity-tags of a precondition (RFC 9110, 13.1): a list, or <c>*</c> for any.</summary>
internal sealed class EntityTags
{
    private readonly IList<EntityTagHeaderValue> _tags;

    private EntityTags(IList<EntityTagHeaderValue> tags) => _tags = tags;

    /// <summary>None: a condition that nothing fulfils.</summary>
    public static EntityTags None { get; } = new([]);

    public bool IsAny => _tags is [var only] && only.Equals(EntityTagHeaderValue.Any);

    /// <summary>Null: there is no such header, or it cannot be parsed.</summary>
    public static EntityTags? Parse(StringValues header) =>
        // The lenient parser takes the garbage in a list for nothing, and a condition for none.
        EntityTagHeaderValue.TryParseStrictList([.. header.OfType<string>()], out var tags)
        && (tags.Count == 1 || !tags.Contains(EntityTagHeaderValue.Any))
            ? new EntityTags(tags)
            : null;

    /// <summary>By weak comparison, which <c>If-None-Match</c> asks for.</summary>
    public bool HasWeakly(string? tag) => IsAny || _tags.Any(each => each.Tag.Equals(tag, StringComparison.Ordinal));

    /// <summary>By strong comparison, which <c>If-Match</c> asks for.</summary>
    public bool HasStrongly(string? tag) =>
        IsAny || _tags.Any(each => !each.IsWeak && each.Tag.Equals(tag, StringComparison.Ordinal));
}

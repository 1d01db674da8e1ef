using System.Text.Json.Nodes;

namespace Extensions.Jobs.OpenApi.Tests.Hosting;

/// <summary>A document as a client reads it.</summary>
internal sealed class Description(JsonObject document)
{
    public JsonObject Document => document;

    public JsonObject Schemas => document["components"]!["schemas"]!.AsObject();

    /// <summary>All operations, by their ids.</summary>
    public IReadOnlyDictionary<string, JsonObject> Operations { get; } =
        document["paths"]!
            .AsObject()
            .SelectMany(path => path.Value!.AsObject())
            .ToDictionary(each => (string)each.Value!["operationId"]!, each => each.Value!.AsObject());

    public JsonObject Response(string operation, string status) =>
        Operations[operation]["responses"]![status]!.AsObject();

    public IEnumerable<string> Statuses(string operation) =>
        Operations[operation]["responses"]!.AsObject().Select(each => each.Key).Order();

    public JsonObject? Parameter(string operation, string name) =>
        Operations[operation]
            ["parameters"]
            ?.AsArray()
            .Select(each => each!.AsObject())
            .SingleOrDefault(each => (string?)each["name"] == name);

    /// <summary>What a reference leads to.</summary>
    public JsonObject Resolve(JsonNode schema)
    {
        var found = schema;
        while ((string?)found["$ref"] is { } reference)
        {
            found = Schemas[reference["#/components/schemas/".Length..]]!;
        }

        return found.AsObject();
    }
}

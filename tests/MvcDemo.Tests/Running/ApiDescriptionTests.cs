namespace MvcDemo.Tests.Running;

public sealed class ApiDescriptionTests
{
    [Theory]
    [InlineData("Production")]
    [InlineData("Development")]
    public async Task The_API_is_described(string environment)
    {
        await using var demo = new RunningDemo { Environment = { ["ASPNETCORE_ENVIRONMENT"] = environment } };
        await demo.StartAsync();

        using var response = await demo.Client.GetAsync("openapi/v1.json", TestContext.Current.CancellationToken);
        var document = await RunningDemo.ReadAsync(response);

        Assert.Equal("MIT", (string?)document["info"]!["license"]!["identifier"]);
        var paths = document["paths"]!.AsObject().Select(path => path.Key).ToArray();
        foreach (var type in (string[])["ping", "word-count"])
        {
            string[] expected = [$"/jobs/{type}", $"/jobs/{type}/{{id}}", $"/jobs/{type}/{{id}}/output"];
            Assert.Empty(expected.Except(paths));
        }

        var seconds = document["components"]!["schemas"]!["PingRequest"]!["properties"]!["seconds"]!;
        Assert.Equal("number", (string?)seconds["type"]);
        Assert.Equal(3600, (double?)seconds["maximum"]);
        Assert.NotEmpty((string)seconds["description"]!);
    }
}

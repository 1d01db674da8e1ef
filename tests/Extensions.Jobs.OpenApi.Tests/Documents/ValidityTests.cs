using System.Text.Json.Nodes;
using Extensions.Jobs.OpenApi.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace Extensions.Jobs.OpenApi.Tests.Documents;

public sealed class ValidityTests
{
    [Theory]
    [InlineData(OpenApiSpecVersion.OpenApi3_0)]
    [InlineData(OpenApiSpecVersion.OpenApi3_1)]
    public async Task A_reader_finds_no_fault(OpenApiSpecVersion version)
    {
        await using var app = await StartWithAllAsync(version);

        var read = OpenApiDocument.Parse(await app.ReadTextAsync(), "json");

        Assert.Empty(read.Diagnostic!.Errors);
        Assert.Empty(read.Diagnostic.Warnings);
        Assert.NotEmpty(read.Document!.Paths);
    }

    [Fact]
    public async Task Operation_ids_are_unique()
    {
        await using var app = await StartWithAllAsync();

        var operations = (await app.DescribeAsync()).Document["paths"]!
            .AsObject()
            .SelectMany(path => path.Value!.AsObject());

        var ids = operations.Select(each => (string)each.Value!["operationId"]!).ToArray();
        Assert.Equal(ids.Distinct(), ids);
        Assert.All(ids, id => Assert.Matches("^(work|quiet)_[A-Za-z]+$", id));
    }

    [Fact]
    public async Task Everything_is_explained()
    {
        await using var app = await StartWithAllAsync();
        var description = await app.DescribeAsync();

        Assert.All(description.Document["tags"]!.AsArray(), tag => Assert.NotEmpty((string)tag!["description"]!));
        foreach (var operation in description.Operations.Values)
        {
            Assert.NotEmpty((string)operation["summary"]!);
            Assert.NotEmpty((string)operation["description"]!);
            Assert.All(
                operation["parameters"]?.AsArray() ?? [],
                parameter => Assert.NotEmpty((string)parameter!["description"]!)
            );
        }
    }

    [Fact]
    public async Task Every_example_is_as_its_schema_says()
    {
        await using var app = await StartWithAllAsync();
        var description = await app.DescribeAsync();
        var count = 0;

        foreach (var operation in description.Operations.Values)
        {
            foreach (var (_, response) in operation["responses"]!.AsObject())
            {
                foreach (var (_, media) in response!["content"]?.AsObject() ?? [])
                {
                    count += Check(description, media!.AsObject());
                }
            }
        }

        Assert.InRange(count, 50, 1000);
    }

    [Fact]
    public async Task Every_schema_is_used()
    {
        await using var app = await StartWithAllAsync();
        var text = await app.ReadTextAsync();

        Assert.All(
            (await app.DescribeAsync()).Schemas,
            schema => Assert.Contains($"\"#/components/schemas/{schema.Key}\"", text, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Saying_it_twice_changes_nothing()
    {
        await using var once = await DescribedApp.StartAsync();
        await using var twice = await DescribedApp.StartAsync(services =>
        {
            services.AddJobs<WorkRequest, WorkResponse, Worker>();
            services.AddOpenApi(options => options.AddJobs().AddJobs());
        });

        Assert.Equal(await once.ReadTextAsync(), await twice.ReadTextAsync());
    }

    private static Task<DescribedApp> StartWithAllAsync(OpenApiSpecVersion version = OpenApiSpecVersion.OpenApi3_1) =>
        DescribedApp.StartAsync(services =>
        {
            services.AddJobs<WorkRequest, WorkResponse, Worker>();
            services.AddJobs<QuietRequest, NoOutput, QuietWorker>();
            services.AddOpenApi(options => options.AddJobs().OpenApiVersion = version);
        });

    private static int Check(Description description, JsonObject media)
    {
        var examples = (media["examples"]?.AsObject() ?? []).Select(each => each.Value!["value"]).ToList();
        if (media["example"] is { } only)
        {
            examples.Add(only);
        }

        foreach (var example in media["schema"] is null ? [] : examples)
        {
            Assert.Empty(description.Errors(example, media["schema"]!));
        }

        return examples.Count;
    }
}

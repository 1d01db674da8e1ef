using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Extensions.Jobs.OpenApi.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Extensions.Jobs.OpenApi.Tests.Documents;

public sealed class SchemaTests
{
    public static TheoryData<string, Type> Documents() =>
        new()
        {
            { "JobStatus", typeof(JobStatus) },
            { "JobStatusIssue", typeof(JobStatusIssue) },
            { "JobStatusError", typeof(JobStatusError) },
            { "JobStatusOutput", typeof(JobStatusOutput) },
            { "JobStatusLinks", typeof(JobStatusLinks) },
        };

    [Theory]
    [MemberData(nameof(Documents))]
    public async Task A_document_has_the_members_of_its_type(string schema, Type type)
    {
        await using var app = await DescribedApp.StartAsync();
        var properties = type.GetProperties()
            .Where(each => each.GetCustomAttribute<JsonIgnoreAttribute>() is null)
            .ToArray();

        var described = (await app.DescribeAsync()).Schemas[schema]!;

        Assert.Equal(
            properties.Select(each => JsonNamingPolicy.CamelCase.ConvertName(each.Name)).Order(),
            described["properties"]!.AsObject().Select(each => each.Key).Order()
        );
        var required = properties
            .Where(each => each.GetCustomAttribute<RequiredMemberAttribute>() is not null)
            .Select(each => JsonNamingPolicy.CamelCase.ConvertName(each.Name));
        Assert.Empty(required.Except(described["required"]!.AsArray().Select(each => (string)each!)));
    }

    [Fact]
    public async Task A_job_document_is_as_on_the_wire_whatever_the_JSON_options_of_the_host_are()
    {
        await using var usual = await DescribedApp.StartAsync();
        await using var snaky = await DescribedApp.StartAsync(services =>
        {
            services.AddJobs<WorkRequest, WorkResponse, Worker>();
            services.ConfigureHttpJsonOptions(json =>
                json.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseUpper
            );
            services.AddOpenApi(options => options.AddJobs());
        });

        var expected = (await usual.DescribeAsync()).Schemas["JobStatus"];
        var actual = (await snaky.DescribeAsync()).Schemas["JobStatus"];

        Assert.True(JsonNode.DeepEquals(expected, actual));
    }

    [Fact]
    public async Task States_may_get_more_values()
    {
        await using var app = await DescribedApp.StartAsync();

        var status = (await app.DescribeAsync()).Schemas["JobStatus"]!["properties"]!["status"]!.AsObject();

        Assert.Equal("string", (string?)status["type"]);
        Assert.False(status.ContainsKey("enum"));
        Assert.Equal(6, status["examples"]!.AsArray().Count);
    }

    [Fact]
    public async Task An_input_is_required_and_not_null()
    {
        await using var app = await DescribedApp.StartAsync();
        var description = await app.DescribeAsync();

        var body = description.Operations["work_Create"]["requestBody"]!;

        Assert.True((bool?)body["required"]);
        var (mediaType, media) = Assert.Single(body["content"]!.AsObject());
        Assert.Equal("application/json", mediaType);
        Assert.Equal("object", (string?)description.Resolve(media!["schema"]!)["type"]);
    }

    [Fact]
    public async Task Numbers_of_inputs_and_outputs_are_numbers()
    {
        await using var app = await DescribedApp.StartAsync();
        var schemas = (await app.DescribeAsync()).Schemas;

        Assert.Equal("integer", (string?)schemas["WorkRequest"]!["properties"]!["times"]!["type"]);
        Assert.Equal("number", (string?)schemas["WorkRequest"]!["properties"]!["weight"]!["type"]);
        Assert.Equal("integer", (string?)schemas["WorkPart"]!["properties"]!["sizes"]!["items"]!["type"]);
        Assert.Equal("integer", (string?)schemas["WorkResponse"]!["properties"]!["size"]!["type"]);
    }

    [Theory]
    [InlineData("work_Delete", "202")]
    [InlineData("work_DeleteOutput", "200")]
    public async Task Beside_204_a_success_has_no_schema_so_that_generated_methods_take_both(
        string operation,
        string status
    )
    {
        await using var app = await DescribedApp.StartAsync();

        var media = (await app.DescribeAsync()).Response(operation, status)["content"]!["application/json"]!.AsObject();

        Assert.Equal(["examples"], media.Select(each => each.Key));
    }

    [Fact]
    public async Task What_the_parameters_of_a_record_demand_is_described()
    {
        await using var app = await DescribedApp.StartAsync();
        var schemas = (await app.DescribeAsync()).Schemas;

        var request = schemas["WorkRequest"]!["properties"]!;
        Assert.Equal((2, 80), ((int?)request["title"]!["minLength"], (int?)request["title"]!["maxLength"]));
        Assert.Equal((1, 9), ((int?)request["times"]!["minimum"], (int?)request["times"]!["maximum"]));
        var part = schemas["WorkPart"]!["properties"]!;
        Assert.Equal("^[a-z]+$", (string?)part["name"]!["pattern"]);
        Assert.Equal(3, (int?)part["sizes"]!["maxItems"]);
    }
}

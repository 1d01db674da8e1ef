using Extensions.Jobs.Mvc.Tests.Hosting;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.Extensions.DependencyInjection;

namespace Extensions.Jobs.Mvc.Tests.Controllers;

/// <summary>What any generator of API descriptions is told.</summary>
public sealed class ApiDescriptionTests
{
    [Fact]
    public async Task Each_route_is_described_once_with_its_name()
    {
        await using var app = await TestApp.StartAsync(new FakeJobs());

        var operations = Describe(app).Select(each => $"{NameOf(each)} {each.HttpMethod} {each.RelativePath}").Order();

        Assert.Equal(
            [
                "ping_Cancel POST jobs/ping/{id}/cancel",
                "ping_Create POST jobs/ping",
                "ping_Delete DELETE jobs/ping/{id}",
                "ping_DeleteOutput DELETE jobs/ping/{id}/output",
                "ping_Events GET jobs/ping/{id}/events",
                "ping_GetOutput GET jobs/ping/{id}/output",
                "ping_GetStatus GET jobs/ping/{id}",
                "ping_List GET jobs/ping",
            ],
            operations
        );
    }

    [Fact]
    public async Task Each_has_a_summary_and_the_job_as_its_tag()
    {
        await using var app = await TestApp.StartAsync(new FakeJobs());

        foreach (var each in Describe(app))
        {
            var metadata = each.ActionDescriptor.EndpointMetadata;
            Assert.NotEqual("", Assert.Single(metadata.OfType<IEndpointSummaryMetadata>()).Summary);
            Assert.Equal(["ping"], Assert.Single(metadata.OfType<ITagsMetadata>()).Tags);
        }
    }

    [Fact]
    public async Task The_body_is_the_input_as_JSON_and_nothing_else()
    {
        await using var app = await TestApp.StartAsync(new FakeJobs());

        var create = Describe(app).Single(each => NameOf(each) == "ping_Create");

        Assert.Equal(["application/json"], create.SupportedRequestFormats.Select(format => format.MediaType));
        var body = Assert.Single(create.ParameterDescriptions);
        Assert.Equal((typeof(PingRequest), "Body", true), (body.Type, body.Source.Id, body.IsRequired));
    }

    [Fact]
    public async Task Redirect_is_a_query_parameter_that_may_be_left_out()
    {
        await using var app = await TestApp.StartAsync(new FakeJobs());

        var status = Describe(app).Single(each => NameOf(each) == "ping_GetStatus");

        var redirect = status.ParameterDescriptions.Single(each => each.Name == "redirect");
        Assert.Equal((typeof(bool), "Query", false), (redirect.Type, redirect.Source.Id, redirect.IsRequired));
    }

    [Fact]
    public async Task A_list_has_its_parameters_and_a_stream_its_media_type()
    {
        await using var app = await TestApp.StartAsync(new FakeJobs());

        var list = Describe(app).Single(each => NameOf(each) == "ping_List").ParameterDescriptions;
        var events = Describe(app).Single(each => NameOf(each) == "ping_Events").SupportedResponseTypes;

        Assert.Equal(
            ["status String[]", "created String", "limit Int32", "cursor String"],
            list.Select(each => $"{each.Name} {each.Type.Name}")
        );
        Assert.All(list, each => Assert.Equal(("Query", false), (each.Source.Id, each.IsRequired)));
        Assert.Equal(
            ["text/event-stream"],
            events.Single(each => each.StatusCode == 200).ApiResponseFormats.Select(format => format.MediaType)
        );
    }

    [Theory]
    [InlineData(
        "ping_Create",
        "202 JobStatus",
        "400 HttpValidationProblemDetails",
        "413 ProblemDetails",
        "415 ProblemDetails",
        "422 ProblemDetails",
        "429 ProblemDetails",
        "503 ProblemDetails"
    )]
    [InlineData("ping_List", "200 JobListDocument", "400 ProblemDetails", "503 ProblemDetails")]
    [InlineData(
        "ping_GetStatus",
        "200 JobStatus",
        "303 JobStatus",
        "400 ProblemDetails",
        "404 ProblemDetails",
        "410 ProblemDetails",
        "412 ProblemDetails",
        "503 ProblemDetails"
    )]
    [InlineData(
        "ping_GetOutput",
        "200 PingResponse",
        "404 ProblemDetails",
        "410 ProblemDetails",
        "412 ProblemDetails",
        "503 ProblemDetails"
    )]
    [InlineData(
        "ping_Delete",
        "202 JobStatus",
        "204 Void",
        "404 ProblemDetails",
        "412 ProblemDetails",
        "503 ProblemDetails"
    )]
    [InlineData(
        "ping_DeleteOutput",
        "200 JobStatus",
        "204 Void",
        "404 ProblemDetails",
        "409 ProblemDetails",
        "412 ProblemDetails",
        "503 ProblemDetails"
    )]
    [InlineData(
        "ping_Cancel",
        "200 JobStatus",
        "202 JobStatus",
        "404 ProblemDetails",
        "409 ProblemDetails",
        "410 ProblemDetails",
        "503 ProblemDetails"
    )]
    public async Task Each_answer_has_its_type_and_one_media_type(string name, params string[] answers)
    {
        await using var app = await TestApp.StartAsync(new FakeJobs());

        var described = Describe(app).Single(each => NameOf(each) == name).SupportedResponseTypes;

        Assert.Equal(
            answers,
            described.OrderBy(each => each.StatusCode).Select(each => $"{each.StatusCode} {each.Type?.Name}")
        );
        foreach (var each in described.Where(each => each.Type != typeof(void)))
        {
            var expected = each.StatusCode >= 400 ? "application/problem+json" : "application/json";
            Assert.Equal([expected], each.ApiResponseFormats.Select(format => format.MediaType));
        }
    }

    [Fact]
    public async Task A_job_without_output_has_no_content_there()
    {
        await using var app = await TestApp.StartAsync(
            new Setup { Services = services => services.AddJobs<FoundInput, NoOutput, FoundWorker>("found") }
        );

        var answers = Describe(app).Single(each => NameOf(each) == "found_GetOutput").SupportedResponseTypes;
        var status = Describe(app).Single(each => NameOf(each) == "found_GetStatus").SupportedResponseTypes;

        Assert.Contains(answers, each => each.StatusCode == 204);
        Assert.DoesNotContain(answers, each => each.StatusCode == 200);
        Assert.DoesNotContain(status, each => each.StatusCode == 303);
    }

    private static IEnumerable<ApiDescription> Describe(TestApp app) =>
        app
            .Services.GetRequiredService<IApiDescriptionGroupCollectionProvider>()
            .ApiDescriptionGroups.Items.SelectMany(group => group.Items);

    private static string? NameOf(ApiDescription description) => description.ActionDescriptor.AttributeRouteInfo?.Name;
}

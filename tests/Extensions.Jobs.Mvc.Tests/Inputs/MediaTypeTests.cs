using System.Net;
using System.Text;
using Extensions.Jobs.Mvc.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Extensions.Jobs.Mvc.Tests.Inputs;

/// <summary>In which form a body may come.</summary>
public sealed class MediaTypeTests
{
    private const string Good = """{"count":1,"text":"ä"}""";

    [Theory]
    [InlineData("application/json")]
    [InlineData("Application/JSON;charset=UTF-8")]
    [InlineData("application/json; charset=\"utf-8\"")]
    [InlineData("application/json; version=1")]
    public async Task JSON_in_UTF_8_is_taken(string contentType)
    {
        await using var app = await TakingApp<Checked>.StartAsync();

        using var response = await app.PostAsync(Reading.Json(Good, contentType));

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        Assert.Equal([new Checked(1, "ä")], app.Taken);
    }

    [Theory]
    [InlineData("text/json")]
    [InlineData("text/plain")]
    [InlineData("application/xml")]
    [InlineData("application/merge-patch+json")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data; boundary=x")]
    [InlineData("application/json; charset=iso-8859-1")]
    [InlineData("application/json; charset=none")]
    [InlineData("application/json; charset=")]
    [InlineData("application/json; charset=\"\"")]
    [InlineData("application/json; version=")]
    [InlineData("application/*")]
    [InlineData("nonsense")]
    [InlineData(null)]
    public async Task Any_other_media_type_is_refused_whatever_formatters_the_host_has(string? contentType)
    {
        await using var app = await TakingApp<Checked>.StartAsync(
            new Setup
            {
                Services = services =>
                    services
                        .AddControllers(mvc => mvc.AllowEmptyInputInBodyModelBinding = true)
                        .AddXmlSerializerFormatters(),
            }
        );
        var content = Reading.Json(Good);
        content.Headers.Remove("Content-Type");
        if (contentType is not null)
        {
            content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        }

        using var response = await app.PostAsync(content);

        await response.ReadProblemAsync(HttpStatusCode.UnsupportedMediaType);
        Assert.Equal("application/json", response.Header("Accept"));
        Assert.Empty(app.Taken);
    }

    [Theory]
    [InlineData("gzip", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("br, gzip", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("identity", HttpStatusCode.Accepted)]
    public async Task A_coding_that_nobody_has_removed_is_refused(string coding, HttpStatusCode status)
    {
        await using var app = await TakingApp<Checked>.StartAsync();
        var content = Reading.Json(Good);
        content.Headers.TryAddWithoutValidation("Content-Encoding", coding);

        using var response = await app.PostAsync(content);

        Assert.Equal(status, response.StatusCode);
        Assert.Equal(status == HttpStatusCode.Accepted ? null : "identity", response.Header("Accept-Encoding"));
    }

    [Fact]
    public async Task A_coding_that_the_host_removes_is_taken_and_one_that_is_broken_is_refused()
    {
        await using var app = await TakingApp<Checked>.StartAsync(Bodies.Decompressing());

        using var good = await app.PostAsync(Bodies.Gzip(Good));
        using var broken = await app.PostAsync(Bodies.Coded(Encoding.UTF8.GetBytes(Good)));

        Assert.Equal(HttpStatusCode.Accepted, good.StatusCode);
        await broken.ReadProblemAsync(HttpStatusCode.BadRequest);
        Assert.Equal([new Checked(1, "ä")], app.Taken);
    }
}

using System.Net;
using System.Text;
using Extensions.Jobs.Mvc.Tests.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Extensions.Jobs.Mvc.Tests.Inputs;

/// <summary>In which encodings of Unicode a body may come.</summary>
public sealed class EncodingTests
{
    private static readonly Setup _newtonsoft = new()
    {
        Services = services => services.AddControllers().AddNewtonsoftJson(),
    };

    [Theory]
    [InlineData(false, false, false)]
    [InlineData(false, true, false)]
    [InlineData(true, false, false)]
    [InlineData(true, true, false)]
    [InlineData(false, true, true)]
    [InlineData(true, true, true)]
    public async Task JSON_in_UTF_16_is_taken_in_both_byte_orders_whatever_formatters_the_host_has(
        bool isBigEndian,
        bool hasByteOrderMark,
        bool isNewtonsoft
    )
    {
        await using var app = await TakingApp<Nested>.StartAsync(isNewtonsoft ? _newtonsoft : null);
        var text = new string('ä', 5_000) + "\U0001F600";
        var encoding = new UnicodeEncoding(isBigEndian, hasByteOrderMark);
        var bytes = encoding.GetBytes($$"""{"name":"{{text}}"}""");
        var content = new ByteArrayContent([.. encoding.GetPreamble(), .. bytes]);
        content.Headers.TryAddWithoutValidation("Content-Type", "application/json; charset=utf-16");

        using var response = await app.PostAsync(content);

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        Assert.Equal([new Nested(text, null)], app.Taken);
    }

    [Theory]
    [InlineData("")]
    [InlineData("FEFF")]
    [InlineData("FEFF006E0075006C006C")]
    [InlineData("FEFF007B")]
    [InlineData("FEFF007B00")]
    [InlineData("FFFE220000D82200")]
    public async Task Broken_UTF_16_is_no_input(string hex)
    {
        await using var app = await TakingApp<string>.StartAsync();
        var content = new ByteArrayContent(Convert.FromHexString(hex));
        content.Headers.TryAddWithoutValidation("Content-Type", "application/json; charset=utf-16");

        using var response = await app.PostAsync(content);

        var problem = await response.ReadProblemAsync(HttpStatusCode.BadRequest);
        Assert.Equal(["$"], problem.GetProperty("errors").Members());
        Assert.Empty(app.Taken);
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    public async Task A_formatter_that_reads_synchronously_is_served(string charset)
    {
        await using var app = await TakingApp<Checked>.StartAsync(
            new Setup
            {
                Services = services =>
                    services.AddControllers(mvc => mvc.SuppressInputFormatterBuffering = true).AddNewtonsoftJson(),
                Pipeline = app =>
                {
                    app.Use(
                        (http, next) =>
                        {
                            http.Features.Get<IHttpBodyControlFeature>()!.AllowSynchronousIO = true;
                            return next(http);
                        }
                    );
                    app.MapControllers();
                },
            }
        );
        var content = new ByteArrayContent(Encoding.GetEncoding(charset).GetBytes("""{"count":1,"text":"ä"}"""));
        content.Headers.TryAddWithoutValidation("Content-Type", $"application/json; charset={charset}");

        using var response = await app.PostAsync(content);

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        Assert.Equal([new Checked(1, "ä")], app.Taken);
    }

    [Fact]
    public async Task JSON_in_UTF_8_may_have_a_byte_order_mark()
    {
        await using var app = await TakingApp<Checked>.StartAsync();

        using var response = await app.PostAsync("\uFEFF" + """{"count":1,"text":"ä"}""");

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        Assert.Equal([new Checked(1, "ä")], app.Taken);
    }
}

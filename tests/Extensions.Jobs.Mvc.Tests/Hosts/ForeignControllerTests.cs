using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;
using Extensions.Jobs.Mvc.Tests.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;

namespace Extensions.Jobs.Mvc.Tests.Hosts;

/// <summary>Beside jobs, a controller of the application answers byte for byte as without them.</summary>
public sealed partial class ForeignControllerTests
{
    private static readonly string[] _requests =
    [
        "GET /notes HTTP/1.1\n\n",
        "GET /notes/7 HTTP/1.1\nAccept: application/xml\n\n",
        "GET /notes/seven HTTP/1.1\n\n",
        "GET /notes/404 HTTP/1.1\n\n",
        "GET /notes/500 HTTP/1.1\n\n",
        "HEAD /notes HTTP/1.1\n\n",
        "PUT /notes HTTP/1.1\nContent-Length: 0\n\n",
        "GET /nowhere HTTP/1.1\n\n",
        "GET /ping HTTP/1.1\n\n",
        "POST /ping HTTP/1.1\nContent-Type: application/json\nContent-Length: 13\n\n{\"text\":\"ab\"}",
        "POST /notes HTTP/1.1\nContent-Type: application/json\nContent-Length: 13\n\n{\"text\":\"ab\"}",
        "POST /notes HTTP/1.1\nContent-Type: application/json\nContent-Length: 15\n\n{\"text\":\"abcd\"}",
        "POST /notes HTTP/1.1\nContent-Type: application/json\nContent-Length: 10\n\n{\"text\":5}",
        "POST /notes HTTP/1.1\nContent-Type: application/json\nContent-Length: 1\n\n{",
        "POST /notes HTTP/1.1\nContent-Type: application/json\nContent-Length: 4\n\nnull",
        "POST /notes HTTP/1.1\nContent-Type: application/json\nContent-Length: 0\n\n",
        "POST /notes HTTP/1.1\nContent-Type: text/csv\nContent-Length: 2\n\na;",
        "POST /notes HTTP/1.1\nContent-Length: 0\n\n",
        "GET /group/notes/7 HTTP/1.1\n\n",
        "GET /plain?count=x HTTP/1.1\n\n",
        "GET /minimal/seven HTTP/1.1\n\n",
        "GET /minimal/7 HTTP/1.1\n\n",
    ];

    public static TheoryData<string, bool> Hosts() =>
        new()
        {
            { "bare", true },
            { "bare", false },
            { "with options", true },
            { "with options", false },
            { "mapped twice", true },
        };

    [Theory]
    [MemberData(nameof(Hosts))]
    public async Task It_answers_as_without_jobs(string host, bool isJobsFirst)
    {
        await using var without = await TestApp.StartAsync(Host(host, _ => { }, _ => { }));
        await using var with = await TestApp.StartAsync(
            isJobsFirst ? Host(host, AddJobs, _ => { }) : Host(host, _ => { }, AddJobs)
        );

        foreach (var request in _requests)
        {
            var expected = await SendAsync(without, request);
            var actual = await SendAsync(with, request);

            Assert.Equal(expected, actual);
        }
    }

    private static void AddJobs(IServiceCollection services) =>
        services.AddJobs<PingRequest, PingResponse, PingWorker>();

    private static Setup Host(string kind, Action<IServiceCollection> before, Action<IServiceCollection> after) =>
        new()
        {
            IsOnSocket = true,
            Controllers = [typeof(NotesController), typeof(PingController), typeof(PlainController)],
            Services = services =>
            {
                before(services);
                var mvc = services.AddControllers();
                if (kind == "with options")
                {
                    services.AddProblemDetails();
                    mvc.AddXmlSerializerFormatters()
                        .AddMvcOptions(options => options.ReturnHttpNotAcceptable = true)
                        .AddJsonOptions(json => json.JsonSerializerOptions.PropertyNamingPolicy = null)
                        .ConfigureApiBehaviorOptions(api =>
                            api.InvalidModelStateResponseFactory = context => new ConflictObjectResult(
                                context.ModelState
                            )
                        );
                }

                after(services);
            },
            Pipeline = app =>
            {
                app.UseExceptionHandler("/notes/500");
                app.UseStatusCodePages();
                app.MapControllers();
                if (kind == "mapped twice")
                {
                    app.MapGroup("/group").MapControllers();
                }

                app.MapGet("/minimal/{id:int}", (int id) => new { Id = id });
            },
        };

    /// <summary>All bytes, but for what no two answers share: the date, the trace, and the server's port.</summary>
    private static async Task<string> SendAsync(TestApp app, string request)
    {
        var address = app.Client.BaseAddress!;
        var answer = await RawHttp.SendAsync(address, request);
        answer = answer.Replace(address.Authority, "host", StringComparison.Ordinal);
        return Varying().Replace(answer, "-");
    }

    [GeneratedRegex("(?<=\r\nDate: )[^\r]+|(?<=\"traceId\":\")[^\"]+")]
    private static partial Regex Varying();

    public sealed class Draft
    {
        [Required]
        [StringLength(3)]
        public string? Text { get; set; }
    }

    [ApiController]
    [Route("[controller]")]
    public sealed class NotesController : ControllerBase
    {
        [HttpGet]
        public IActionResult List() => Ok(new[] { new Draft { Text = "a" } });

        [HttpGet("{id:int}")]
        public ActionResult<Draft> Get(int id) =>
            id switch
            {
                404 => NotFound(),
                500 => Problem("It broke."),
                _ => new Draft { Text = "a" },
            };

        [HttpPost]
        public IActionResult Create(Draft draft) => CreatedAtAction(nameof(Get), new { id = 7 }, draft);
    }

    /// <summary>Has the name of the job, and actions of the same names.</summary>
    [ApiController]
    [Route("[controller]")]
    public sealed class PingController : ControllerBase
    {
        [HttpGet]
        public string? GetStatus() => Url.Action(nameof(Create), "Ping");

        [HttpPost]
        public IActionResult Create(Draft draft) => AcceptedAtAction(nameof(GetStatus), draft);
    }

    [Route("[controller]")]
    public sealed class PlainController : Controller
    {
        [HttpGet]
        public IActionResult Index(int count) => ModelState.IsValid ? Ok(count) : BadRequest(ModelState);
    }
}

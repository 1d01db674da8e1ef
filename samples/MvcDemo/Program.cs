using Extensions.Jobs;
using Microsoft.Extensions.DependencyInjection.Extensions;
using MvcDemo;
using MvcDemo.Ping;
using MvcDemo.Words;

var builder = WebApplication.CreateBuilder(
    // The page, appsettings.json and the database are beside the program, wherever it is started from.
    new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory }
);

var jobs = builder.Configuration.GetSection("Jobs");
var database =
    builder.Configuration.GetConnectionString("Jobs")
    ?? $"Data Source={Path.Combine(builder.Environment.ContentRootPath, "jobs.db")}";

builder.Services.TryAddSingleton(TimeProvider.System);
builder
    .Services.AddJobs<PingRequest, PingResponse, PingWorker>(options => options.MaxInputBytes = Sizes.LargestInput)
    .UseSqlite(database);
builder.Services.AddJobs<WordCountRequest, WordCountResponse, WordCountWorker>(
    "word-count",
    options =>
    {
        options.MaxInputBytes = Sizes.LargestInput;
        options.MaxOutputBytes = Sizes.LargestWordCount;
    }
);

builder.Services.AddApiDescription();

// After the above, so that the configuration has the last word.
builder.Services.Configure<JobsOptions>(jobs);
builder.Services.Configure<JobOptions>("ping", jobs.GetSection("Types:ping"));
builder.Services.Configure<JobOptions>("word-count", jobs.GetSection("Types:word-count"));

var app = builder.Build();
app.UsePage();
app.UseApiPage();
app.MapControllers();
app.MapOpenApi();
app.Run();

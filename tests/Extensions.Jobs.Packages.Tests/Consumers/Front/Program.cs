using Extensions.Jobs.OpenApi;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddJobs<PingRequest, PingResponse>().UseSqlite(builder.Configuration.GetConnectionString("Jobs")!);
builder.Services.AddOpenApi(options => options.AddJobs());

var app = builder.Build();
app.MapControllers();
app.MapOpenApi();
app.Run();

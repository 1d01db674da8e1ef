using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

var builder = Host.CreateApplicationBuilder(args);
builder
    .Services.AddJobs()
    .AddWorker<PingRequest, PingResponse, PingWorker>()
    .UseSqlite(builder.Configuration.GetConnectionString("Jobs")!);
builder.Build().Run();

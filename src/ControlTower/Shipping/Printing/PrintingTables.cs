using ControlTower.Playbook.Shipping;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ControlTower.Shipping.Printing;

internal sealed class PrinterTable : IEntityTypeConfiguration<Printer>
{
    public void Configure(EntityTypeBuilder<Printer> table)
    {
        table.ToTable("printer");
        table.HasKey(printer => printer.Key);
    }
}

internal sealed class PrintJobTable : IEntityTypeConfiguration<PrintJob>
{
    public void Configure(EntityTypeBuilder<PrintJob> table)
    {
        table.ToTable("print_job");
        table.HasKey(job => job.Id);
        table.Property(job => job.Id).ValueGeneratedNever();
    }
}

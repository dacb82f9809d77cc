using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ControlTower.Journal;

internal sealed class JournalEntryTable : IEntityTypeConfiguration<JournalEntry>
{
    public void Configure(EntityTypeBuilder<JournalEntry> table)
    {
        table.ToTable("journal");
        table.HasKey(entry => entry.Id);
        table.Property(entry => entry.Old).HasColumnType("jsonb");
        table.Property(entry => entry.New).HasColumnType("jsonb");
    }
}

internal sealed class PersonalWordsTable : IEntityTypeConfiguration<PersonalWords>
{
    public void Configure(EntityTypeBuilder<PersonalWords> table)
    {
        table.ToTable("journal_personal");
        table.HasKey(words => words.Entry);
        table.Property(words => words.Old).HasColumnType("jsonb");
        table.Property(words => words.New).HasColumnType("jsonb");
        table.HasOne<JournalEntry>().WithOne().HasForeignKey<PersonalWords>(words => words.Entry);
    }
}
